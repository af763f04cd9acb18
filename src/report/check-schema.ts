import { z } from "zod";
import {
  type CheckReport,
  ENGINES,
  FINDING_KINDS,
  type Json,
  LAYERS,
  REASONS,
  REMEDIES,
  SEVERITIES,
  TRANSFORMATIONS,
  VERDICTS,
} from "../vocabulary/index.ts";
import { publishedSchema, type Same } from "./published-schema.ts";
import { resource } from "./resource-schema.ts";

// Only tests and the generator of schema/check.schema.json load this module: a check itself does not need zod.

const json = z.custom<Json>().describe("Any JSON value. Secret values are masked.");
const day = z.string().nullable().describe("ISO date after which it no longer holds; null for no end.");

const attribution = z.strictObject({
  manager: z.string().describe("Field manager."),
  operation: z.enum(["Apply", "Update"]),
  time: z.string().nullable().describe("RFC 3339; the manager's last write to the object."),
});

const provenance = z.strictObject({
  file: z.string().describe("Relative to the repository's root."),
  line: z.int().positive(),
  column: z.int().positive(),
  key: z.string().nullable().describe('The key in the values: kafka.config["retention.ms"].'),
  transformation: z.enum(TRANSFORMATIONS).nullable().describe("How the value comes to stand in the field."),
  commit: z.string().nullable(),
  author: z.string().nullable(),
  time: z.string().nullable().describe("RFC 3339; when the author wrote the line."),
});

const finding = z
  .strictObject({
    id: z
      .string()
      .regex(/^[0-9a-f]{12}$/)
      .describe("Stable over runs."),
    kind: z.enum(FINDING_KINDS),
    layer: z.enum(LAYERS).describe("The arrow of the chain that broke."),
    system: z.string(),
    severity: z.enum(SEVERITIES),
    application: z.string().nullable(),
    resource,
    path: z.string().nullable().describe("JSON pointer; null when the finding is about the whole resource."),
    keyedPath: z.string().nullable().describe("The same path with merge keys in place of indices."),
    desired: json.exactOptional(),
    live: json.exactOptional(),
    attribution: attribution.nullable(),
    provenance: provenance.nullable(),
    reason: z.enum(REASONS).nullable(),
    undoneBy: z.string().nullable().describe("The operator that sets this right by itself within about two minutes."),
    consequences: z.array(z.string()).readonly().describe("What follows from this, one sentence each."),
    remedy: z.enum(REMEDIES),
    remedies: z.array(z.enum(REMEDIES)).readonly(),
    message: z.string().describe("One sentence."),
  })
  .meta({ id: "Finding" });

const environment = z.strictObject({
  name: z.string(),
  verdict: z.enum(VERDICTS),
  engine: z.enum(ENGINES),
  applications: z
    .array(
      z.strictObject({
        name: z.string(),
        namespace: z.string(),
        revision: z.string().nullable(),
        helm: z.string().nullable().describe("Version of Helm; null when it was not rendered."),
        verdict: z.enum(VERDICTS),
        resources: z.int().nonnegative(),
      }),
    )
    .readonly(),
  findings: z.array(finding).readonly(),
  ignored: z
    .array(z.strictObject({ finding, by: z.enum(["rule", "baseline", "argo-cd", "comment"]), why: z.string(), expires: day }))
    .readonly(),
  unreadable: z.array(z.strictObject({ id: z.string(), what: z.string(), why: z.string() })).readonly(),
  notLookedAt: z.array(z.strictObject({ what: z.string(), why: z.string(), expires: day })).readonly(),
  notes: z.array(z.string()).readonly(),
  stats: z.strictObject({
    objects: z.int().nonnegative(),
    requests: z.int().nonnegative(),
    renders: z.int().nonnegative(),
    seconds: z.number().nonnegative(),
  }),
});

/** The contract of `check --output json`, from which schema/check.schema.json is generated. */
export const checkReportSchema = z.strictObject({
  schemaVersion: z.literal(1),
  verdict: z.enum(VERDICTS),
  revision: z.string().nullable().describe("The commit; with `+dirty` for a changed working tree; null outside git."),
  recordedAt: z.string().nullable().describe("When the recording was made that stood in for the cluster."),
  environments: z.array(environment).readonly(),
});

// Fails to compile when the schema and `CheckReport` are not the same type.
true satisfies Same<z.output<typeof checkReportSchema>, CheckReport>;

/** The JSON schema of the contract. */
export function checkJsonSchema(): Record<string, unknown> {
  return publishedSchema(checkReportSchema, "Report of holdfast check");
}
