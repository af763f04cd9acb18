import { z } from "zod";
import type { LintReport } from "../vocabulary/index.ts";
import { finding, ignoredFinding, unreadable } from "./finding-schema.ts";
import { publishedSchema, type Same } from "./published-schema.ts";

const environment = z.strictObject({
  name: z.string(),
  applications: z
    .array(
      z.strictObject({
        name: z.string(),
        namespace: z.string(),
        revision: z.string().nullable(),
        helm: z.string().nullable().describe("Version of Helm; null when it was not rendered."),
        leaves: z.int().nonnegative().nullable().describe("How many leaves its values have; null when not rendered."),
      }),
    )
    .readonly(),
  findings: z.array(finding).readonly(),
  ignored: z.array(ignoredFinding).readonly(),
  unreadable: z.array(unreadable).readonly(),
  notes: z.array(z.string()).readonly(),
  stats: z.strictObject({
    leaves: z.int().nonnegative(),
    objects: z.int().nonnegative(),
    renders: z.int().nonnegative().describe("Renders of Helm, those of probing included."),
    probes: z.int().nonnegative().describe("Renders that probing cost; 0 where all came from the cache."),
    seconds: z.number().nonnegative(),
  }),
});

/** The contract of `lint --output json`, from which schema/lint.schema.json is generated. */
const lintReportSchema = z.strictObject({
  schemaVersion: z.literal(1),
  revision: z.string().nullable().describe("The commit; with `+dirty` for a changed working tree; null outside git."),
  base: z.string().nullable().describe("The commit that change rules compare with."),
  environments: z.array(environment).readonly(),
});

true satisfies Same<z.output<typeof lintReportSchema>, LintReport>;

/** The JSON schema of the contract. */
export function lintJsonSchema(): Record<string, unknown> {
  return publishedSchema(lintReportSchema, "Report of holdfast lint");
}
