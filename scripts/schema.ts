/** Writes the published JSON schemas into schema/. */
import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { configJsonSchema } from "../src/config/index.ts";
import { checkJsonSchema } from "../src/report/check-schema.ts";
import { explainJsonSchema } from "../src/report/explain-schema.ts";
import { lintJsonSchema } from "../src/report/lint-schema.ts";
import { renderJsonSchema } from "../src/report/render-schema.ts";
import { reviewJsonSchema } from "../src/report/review-schema.ts";

const SCHEMAS = {
  "schema/check.schema.json": checkJsonSchema(),
  "schema/explain.schema.json": explainJsonSchema(),
  "schema/holdfast.schema.json": configJsonSchema(),
  "schema/lint.schema.json": lintJsonSchema(),
  "schema/render.schema.json": renderJsonSchema(),
  "schema/review.schema.json": reviewJsonSchema(),
};

for (const [file, schema] of Object.entries(SCHEMAS)) await writeFile(file, `${JSON.stringify(schema, null, 2)}\n`);
execFileSync("biome", ["format", "--write", ...Object.keys(SCHEMAS)]);
