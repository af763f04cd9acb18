import { z } from "zod";
import { type Explanation, TRANSFORMATIONS, type ValuesExplanation } from "../vocabulary/index.ts";
import { attribution, json, provenance } from "./finding-schema.ts";
import { publishedSchema, type Same } from "./published-schema.ts";
import { resource } from "./resource-schema.ts";

const layer = {
  value: json.exactOptional().describe("Absent where this layer does not have the field."),
  unread: z.string().nullable().describe("Why the layer could not be read."),
};

const revision = z.string().nullable();

const explanation = z.strictObject({
  schemaVersion: z.literal(1),
  environment: z.string(),
  application: z.string().nullable(),
  resource,
  path: z.string().nullable().describe("JSON pointer; null for the whole resource."),
  keyedPath: z.string().nullable(),
  revision,
  recordedAt: z.string().nullable(),
  values: z
    .array(provenance.extend({ value: json.exactOptional() }))
    .readonly()
    .describe("The values lines that cause it, the nearest cause first."),
  rendered: z.strictObject({ ...layer, template: z.string().nullable(), helm: z.string().nullable() }),
  live: z.strictObject({ ...layer, attribution: attribution.nullable() }),
  operator: z.strictObject({ name: z.string(), says: z.string() }).nullable(),
  service: z
    .strictObject({
      ...layer,
      resource,
      source: z.string().nullable().describe("Where the service has it from, in its own word."),
    })
    .nullable(),
  notes: z.array(z.string()).readonly(),
});

const use = z.strictObject({
  environment: z.string(),
  application: z.string(),
  provenance: provenance.nullable(),
  value: json.exactOptional(),
  outcome: z.enum(["moves", "refused", "dormant", "silent", "unread"]),
  switchedBy: z.string().nullable(),
  mentioned: z.boolean().describe("Whether the text of a template speaks of it."),
  fields: z
    .array(z.strictObject({ resource, path: z.string().nullable(), transformation: z.enum(TRANSFORMATIONS) }))
    .readonly(),
});

const valuesExplanation = z.strictObject({
  schemaVersion: z.literal(1),
  key: z.string(),
  revision,
  uses: z.array(use).readonly(),
  notes: z.array(z.string()).readonly(),
});

true satisfies Same<z.output<typeof explanation>, Explanation>;
true satisfies Same<z.output<typeof valuesExplanation>, ValuesExplanation>;

/** The contract of `explain --output json`: of a field, or with `--values` of a leaf. */
export function explainJsonSchema(): Record<string, unknown> {
  return publishedSchema(z.union([explanation, valuesExplanation]), "Result of holdfast explain");
}
