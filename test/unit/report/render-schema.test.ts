import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { renderJsonSchema } from "../../../src/report/render-schema.ts";

const FILE = new URL("../../../schema/render.schema.json", import.meta.url);
const published: Record<string, unknown> = JSON.parse(readFileSync(FILE, "utf8"));
const RENDER = ["src/cli/holdfast.ts", "render", "idfdev", "--output", "json"];

describe("report/render-schema", () => {
  it("is published as the code has it; npm run schema writes it anew", () => {
    expect(published).toEqual(renderJsonSchema());
  });

  it("accepts what render prints, and refuses a key that is not in the contract", { timeout: 60_000 }, async () => {
    const { stdout } = await promisify(execFile)(process.execPath, RENDER, { maxBuffer: 16 * 1024 * 1024 });
    const printed: object = JSON.parse(stdout);
    const validate = new Ajv2020({ strict: true }).compile(published);
    validate(printed);
    expect(validate.errors).toBeNull();
    expect(validate({ ...printed, extra: 1 })).toBe(false);
  });
});
