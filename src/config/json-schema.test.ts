import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { UserError } from "../errors/index.ts";
import { configJsonSchema } from "./json-schema.ts";
import { parseConfig } from "./parse.ts";

const root = join(import.meta.dirname, "../..");
const validate = new Ajv2020({ validateFormats: false, strict: false }).compile(configJsonSchema());

/** Every YAML block that is a whole holdfast.yaml, in README.md and docs/. */
async function examples(): Promise<readonly { readonly file: string; readonly text: string }[]> {
  const documents = (await readdir(join(root, "docs"), { recursive: true })).map((file) => `docs/${file}`);
  const files = ["README.md", ...documents].filter((file) => file.endsWith(".md") && existsSync(join(root, file)));
  const read = await Promise.all(files.map(async (file) => ({ file, text: await readFile(join(root, file), "utf8") })));
  return read.flatMap(({ file, text }) =>
    [...text.matchAll(/```yaml\n(?<block>[\s\S]*?)```/g)]
      .map(({ groups }) => groups?.["block"] ?? "")
      .filter((block) => /^schemaVersion: 1$/m.test(block) && /^layout:$/m.test(block))
      .map((block) => ({ file, text: block })),
  );
}

function parses(text: string): boolean {
  try {
    parseConfig({ text, file: "/holdfast.yaml" });
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

describe("config/json-schema", () => {
  it("is what schema/holdfast.schema.json holds", async () => {
    const committed: unknown = JSON.parse(await readFile(join(root, "schema/holdfast.schema.json"), "utf8"));
    expect(committed).toEqual(configJsonSchema());
  });

  it.each([
    ["layout: { plain: { values: '{environment}', applications: [{ name: a, chart: c, namespace: n }] } }", true],
    ["layout: { appOfApps: { chart: e, values: '{environment}' } }", true],
    ["layout: {}", false],
    ["layout: { appOfApps: { chart: e, values: '{environment}', more: 1 } }", false],
  ])("judges %s as parseConfig does", (layout, valid) => {
    const text = `schemaVersion: 1\n${layout}\nenvironments: [{ name: a }]\n`;
    expect([validate(parse(text)), parses(text)]).toEqual([valid, valid]);
  });

  it("accepts the examples in the documentation", async () => {
    for (const { file, text } of await examples()) {
      expect({ file, valid: validate(parse(text)), parses: parses(text) }).toEqual({ file, valid: true, parses: true });
    }
  });
});
