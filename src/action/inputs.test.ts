import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { isJsonObject } from "../vocabulary/index.ts";
import { INPUT_NAMES, readInputs } from "./inputs.ts";

const declared = await declaredInputs();

describe("action/inputs", () => {
  it("knows exactly the inputs that action.yml declares", () => {
    expect(Object.keys(declared).toSorted()).toEqual([...INPUT_NAMES].toSorted());
  });

  it("takes the defaults of action.yml", () => {
    expect(readInputs((name) => declared[name] ?? "")).toMatchObject({
      verb: "check",
      environments: [],
      cluster: false,
      severity: null,
      "fail-on": "findings",
      "report-file": null,
    });
  });

  it("splits the names of environments at spaces and lines", () => {
    expect(given({ environments: " idfint\nidfprod  idfdev " }).environments).toEqual(["idfint", "idfprod", "idfdev"]);
  });

  it.each([
    ["an unknown verb", { verb: "apply" }, "verb"],
    ["a misspelt switch", { cluster: "yes" }, "cluster"],
    ["a pull request that is no number", { "pull-request": "7; rm -rf" }, "pull-request"],
    ["a format that a review does not have", { verb: "review", "report-format": "junit" }, "report-format"],
    ["two faults", { "fail-on": "always", severity: "worst" }, "fail-on"],
    ["two faults, the other one", { "fail-on": "always", severity: "worst" }, "severity"],
  ])("refuses %s", (_what, wrong, named) => {
    expect(() => given(wrong)).toThrow(named);
  });
});

function given(inputs: Record<string, string>) {
  return readInputs((name) => inputs[name] ?? declared[name] ?? "");
}

async function declaredInputs(): Promise<Record<string, string>> {
  const action = load(await readFile(join(import.meta.dirname, "..", "..", "action.yml"), "utf8"));
  const inputs = isJsonObject(action) ? action["inputs"] : undefined;
  if (!isJsonObject(inputs)) throw new Error("action.yml declares no inputs");
  return Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, defaultOf(input)]));
}

function defaultOf(input: unknown): string {
  const value = isJsonObject(input) ? input["default"] : undefined;
  return typeof value === "string" ? value : "";
}
