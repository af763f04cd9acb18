import { z } from "zod";
import type { KubernetesObject, RenderReport } from "../vocabulary/index.ts";
import { publishedSchema, type Same } from "./published-schema.ts";

const object = z
  .looseObject({ apiVersion: z.string(), kind: z.string(), metadata: z.looseObject({ name: z.string() }) })
  .describe("A manifest as the cluster would read it, Secret values masked.");

/** The contract of `render --output json`, from which schema/render.schema.json is generated. */
const renderReportSchema = z.strictObject({
  schemaVersion: z.literal(1),
  environment: z.string(),
  revision: z.string().nullable().describe("The commit; with `+dirty` for a changed working tree; null outside git."),
  applications: z
    .array(
      z.strictObject({
        name: z.string(),
        namespace: z.string(),
        revision: z.string().nullable(),
        helm: z.string(),
        objects: z.array(object as unknown as z.ZodType<KubernetesObject>).readonly(),
      }),
    )
    .readonly(),
  unreadable: z
    .array(z.strictObject({ application: z.string().nullable(), what: z.string(), why: z.string() }))
    .readonly(),
});

true satisfies Same<z.output<typeof renderReportSchema>, RenderReport>;

/** The JSON schema of the contract. */
export function renderJsonSchema(): Record<string, unknown> {
  return publishedSchema(renderReportSchema, "Result of holdfast render");
}
