/** Writes the published JSON schemas into schema/. */
import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { configJsonSchema } from "../src/config/index.ts";
import { checkJsonSchema } from "../src/report/check-schema.ts";
import { renderJsonSchema } from "../src/report/render-schema.ts";

const SCHEMAS = {
  "schema/check.schema.json": checkJsonSchema(),
  "schema/holdfast.schema.json": configJsonSchema(),
  "schema/render.schema.json": renderJsonSchema(),
};

for (const [file, schema] of Object.entries(SCHEMAS)) await writeFile(file, `${JSON.stringify(schema, null, 2)}\n`);
execFileSync("biome", ["format", "--write", ...Object.keys(SCHEMAS)]);
