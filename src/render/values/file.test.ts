import { describe, expect, it } from "vitest";
import { toValuesKey } from "../../vocabulary/values-key.ts";
import { InvalidValues, readValuesText } from "./file.ts";

function leavesIn(text: string, manyDocuments: boolean): readonly string[] {
  const { leaves } = readValuesText(text, "values.yaml", manyDocuments);
  return leaves.map(({ path, value, place }) => `${toValuesKey(path)}=${JSON.stringify(value)} ${place?.line}`);
}

describe("render/values/file", () => {
  it.each([
    ["", []],
    ["# nothing\n", []],
    ["---\n", []],
    ["null", []],
    ["a: 1", ["a=1 1"]],
    ["a: {}\nb: []\nc:\nd: [{e: 1}, {}]", ["a={} 1", "b=[] 2", "c=null 3", "d[0].e=1 4", "d[1]={} 4"]],
    ["---\na: 1\n---\na: 2\n", ["a=2 4"]],
    ["a: {b: 1, c: 1}\n---\n\na: {b: 2}\n---\nd: 3", ["a.b=2 4", "a.c=1 1", "d=3 6"]],
    ["a: 1\r\n---\r\nb: 2\r\n", ["a=1 1", "b=2 3"]],
    ["a: |\n  ---\nb: 1", ['a="---\\n" 1', "b=1 3"]],
    ["__proto__: {a: 1}\n---\n__proto__: {b: 1}", ["__proto__.a=1 1", "__proto__.b=1 3"]],
  ])("merges the documents of %j", (text, leaves) => {
    expect(leavesIn(text, true)).toEqual(leaves);
  });

  it("reads the first document alone where Helm 3 renders", () => {
    expect(leavesIn("a: 1\n---\na: 2\n", false)).toEqual(["a=1 1"]);
  });

  it("places keys that stand twice", () => {
    const { duplicateKeys } = readValuesText("x: 1\n---\na: 1\na: 2", "values.yaml", true);
    expect(duplicateKeys.map(({ path, place }) => [path, place.line])).toEqual([[["a"], 4]]);
  });

  it.each([
    ["- a", "values.yaml holds no map"],
    ["a: [", /^values\.yaml:1 is not valid YAML: /],
    ["a: 1\n---\nb: 1\n c: 2", /^values\.yaml:4 is not valid YAML: /],
  ])("refuses %j", (text, message) => {
    expect(() => readValuesText(text, "values.yaml", true)).toThrow(InvalidValues);
    expect(() => readValuesText(text, "values.yaml", true)).toThrow(message);
  });
});
