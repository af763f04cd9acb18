import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { checkJsonSchema, checkReportSchema } from "../../../src/report/check-schema.ts";
import { renderJson } from "../../../src/report/index.ts";
import { environment, FULL, reportOf } from "./report-fixture.ts";

const FILE = new URL("../../../schema/check.schema.json", import.meta.url);
const published: Record<string, unknown> = JSON.parse(readFileSync(FILE, "utf8"));
const validate = new Ajv2020({ strict: true }).compile(published);
const REPORTS = [FULL, reportOf([environment("idfdev")]), reportOf([], "2026-11-24T06:00:00Z")];

describe("report/schema", () => {
  it("is published as the code has it; npm run schema writes it anew", () => {
    expect(published).toEqual(checkJsonSchema());
  });

  it.each(REPORTS)("accepts a real report", (report) => {
    const parsed: unknown = JSON.parse(renderJson(report));
    validate(parsed);
    expect(validate.errors).toBeNull();
    expect(checkReportSchema.parse(parsed)).toEqual(report);
  });

  it.each([
    ["a key that is not in the contract", { extra: 1 }],
    ["a word outside the vocabulary", { verdict: "synced" }],
    ["another schema version", { schemaVersion: 2 }],
  ])("refuses %s", (_name, change) => {
    expect(validate({ ...FULL, ...change })).toBe(false);
  });

  it("keeps a literal null apart from an absent side", () => {
    const [first] = FULL.environments[0]?.findings ?? [];
    const { desired: _desired, live: _live, ...without } = first ?? {};
    const text = (finding: object): string => JSON.stringify({ ...without, ...finding });
    expect(text({ live: null })).toContain('"live":null');
    expect(text({})).not.toContain('"live"');
  });
});
