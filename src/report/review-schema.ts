import { z } from "zod";
import { CHANGES, COLLISIONS, EFFECTS, type EffectName, type ReviewReport, SEVERITIES } from "../vocabulary/index.ts";
import { finding, ignoredFinding, json, unreadable } from "./finding-schema.ts";
import { publishedSchema, type Same } from "./published-schema.ts";
import { kubernetes } from "./resource-schema.ts";

const names = z.array(z.string()).readonly();
const change = z.enum(CHANGES).describe("renamed: deleted, and created again under another name.");
const severity = z.enum(SEVERITIES);
const sentence = z.string().describe("One sentence.");
const effectNames = Object.keys(EFFECTS).filter(isEffect);

function isEffect(name: string): name is EffectName {
  return Object.hasOwn(EFFECTS, name);
}

const field = z.strictObject({
  path: z.string().describe("JSON pointer in the head's manifest; in the base's for a removed field."),
  keyedPath: z.string().describe("The same path with merge keys in place of indices."),
  before: json.exactOptional(),
  after: json.exactOptional(),
});

const resource = z.strictObject({
  application: z.string(),
  system: z.string(),
  resource: kubernetes,
  change,
  formerly: kubernetes.nullable().describe("Of a renamed one: what it was before."),
  fields: z.array(field).readonly().describe("Of an added or removed one the whole manifest, with an empty path."),
  effects: z
    .array(z.strictObject({ name: z.enum(effectNames), severity, message: sentence }))
    .readonly()
    .describe("What the change does, in plain words."),
});

const collision = z.strictObject({
  reason: z.enum(COLLISIONS).describe("live-drift: somebody changed the same field in the cluster."),
  application: z.string(),
  resource: kubernetes,
  keyedPath: z.string(),
  after: json.exactOptional(),
  live: json.exactOptional(),
  manager: z.string().nullable().describe("Field manager."),
  time: z.string().nullable().describe("RFC 3339; when it last wrote."),
  message: sentence,
});

const environment = z.strictObject({
  name: z.string(),
  applications: z.array(z.strictObject({ name: z.string(), namespace: z.string(), change })).readonly(),
  resources: z.array(resource).readonly(),
  findings: z.array(finding).readonly().describe("What the change brings in."),
  mended: z.array(finding).readonly().describe("What was wrong before and is not after."),
  ignored: z.array(ignoredFinding).readonly(),
  unreadable: z.array(unreadable).readonly(),
  rendered: z.boolean(),
  live: z
    .strictObject({
      collisions: z.array(collision).readonly(),
      pending: z.array(finding).readonly().describe("What is merged but not synced yet."),
    })
    .nullable()
    .describe("Null where no cluster was asked."),
  notes: names,
});

const line = z.strictObject({
  file: z.string().describe("Relative to the folder of holdfast.yaml."),
  side: z.enum(["base", "head"]).describe("base for a line that the change takes away."),
  line: z.int().positive(),
  inDiff: z.boolean().describe("True where a pull request shows the line."),
  key: z.string().nullable().describe("The key in the values; null for a line of a template."),
  before: json.exactOptional(),
  after: json.exactOptional(),
  reach: z.strictObject({
    fields: z.int().nonnegative(),
    resources: z.int().nonnegative(),
    environments: names,
  }),
  consequences: z
    .array(z.strictObject({ name: z.string(), severity, message: sentence, environments: names }))
    .readonly(),
  suggestion: z.string().nullable().describe("The line as it should read, where the mend is certain."),
});

/** The contract of `review --output json`, from which schema/review.schema.json is generated. */
export const reviewReportSchema = z.strictObject({
  schemaVersion: z.literal(1),
  base: z.string().describe("The commit where head and base parted."),
  head: z.string(),
  environments: z.array(environment).readonly().describe("Those in which something changes or could not be read."),
  unchanged: names.describe("The environments in which nothing changes."),
  lines: z.array(line).readonly().describe("The changed lines, the most severe first."),
  notes: names,
  stats: z.strictObject({
    applications: z.int().nonnegative(),
    neighbours: z.int().nonnegative().describe("Other applications, rendered because a coupling may reach them."),
    renders: z.int().nonnegative().describe("Renders of Helm, those of probing included."),
    probes: z.int().nonnegative(),
    seconds: z.number().nonnegative(),
  }),
});

true satisfies Same<z.output<typeof reviewReportSchema>, ReviewReport>;

/** The JSON schema of the contract. */
export function reviewJsonSchema(): Record<string, unknown> {
  return publishedSchema(reviewReportSchema, "Report of holdfast review");
}
