import { z } from "zod";
import { type CheckReport, ENGINES, VERDICTS } from "../vocabulary/index.ts";
import { day, finding, ignoredFinding, unreadable } from "./finding-schema.ts";
import { publishedSchema, type Same } from "./published-schema.ts";

// Only tests and the generator of schema/check.schema.json load this module: a check itself does not need zod.

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
  ignored: z.array(ignoredFinding).readonly(),
  unreadable: z.array(unreadable).readonly(),
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
