import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../../vocabulary/index.ts";
import { inShort } from "../../testing/said.ts";
import { linkTo, traced } from "../../testing/traced.ts";
import { exponentNumbers } from "./exponent-number.ts";
import { goArtefacts } from "./go-artefact.ts";
import { goText } from "./go-text.ts";

function configMap(data: JsonObject, name = "x") {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name }, data };
}

/** A text of a ConfigMap with the values that it is rendered from, and the key that moves it. */
type Row = readonly [string, string, JsonObject, string | null, boolean];

const GO: readonly Row[] = [
  ["a map of the values", "topic-map[name:x]", { topic: { name: "x" } }, null, true],
  ["a map in a document, when the values have one", "a\nmap[name:x]", { topic: { name: "x" } }, null, true],
  ["a map that the values lack", "map[key:value]", { topic: { name: "x" } }, null, false],
  ["a type of Go", "map[string]int", { string: { string: 1 } }, null, false],
  ["an empty map", "map[]", { topic: {} }, null, true],
  ["an empty map in a document", "use\nmap[] here", {}, null, false],
  ["a failed format", "%!s(<nil>)", {}, null, true],
  ["a failed format of a number", "x-%!d(string=a)", {}, null, true],
  ["too many arguments", "x%!(EXTRA int=1)", {}, null, true],
  ["an exclamation", "100%! (sic)", {}, null, false],
  ["a null", "<nil>", {}, null, true],
  ["a null in a document", "returns\n<nil>", { a: null }, null, false],
  ["a null in a document that a null moves", "returns\n<nil>", { a: null }, "a", true],
  ["a list of the values", "[a b]", { l: ["a", "b"] }, null, true],
  ["a list in a script", "if\n[a b]", { l: ["a", "b"] }, null, false],
  ["a list in a script that moves it", "if\n[a b]", { l: ["a", "b"] }, "l[0]", true],
  ["another list", "[a c]", { l: ["a", "b"] }, null, false],
  ["a list of one item", "[a]", { l: ["a"] }, null, false],
  ["what the values say themselves", "map[name:x]", { topic: { name: "x" }, text: "see map[name:x]" }, null, false],
];

const EXPONENTS: readonly Row[] = [
  ["a number as a text", "1.048576e+07", { n: 10485760 }, "n", true],
  ["a number in a file", "a=1\nretention=1e+09\n", { n: 1e9 }, "n", true],
  ["a number that another value moves", "1e+09", { n: 1e9, m: 1 }, "m", false],
  ["a number of fewer digits", "999999", { n: 999999 }, "n", false],
  ["a fraction", "1.5e-07", { n: 1.5e-7 }, "n", false],
  ["a part of a word", "v1e+09x", { n: 1e9 }, "n", false],
];

function subjectOf(text: string, values: JsonObject, key: string | null) {
  const object = configMap({ text });
  const links = [linkTo(object, ["data", "text"])];
  return traced({ file: values, objects: [object], traces: key === null ? {} : { [key]: { links } } });
}

describe("lint/rules/artefacts", () => {
  it.each(GO)("judges what Go printed: %s", (...[, text, values, key, isFault]: Row) => {
    const expected = isFault ? ["go-artefact ConfigMap/x /data/text"] : [];
    expect(inShort(goArtefacts(subjectOf(text, values, key)))).toEqual(expected);
  });

  it.each(EXPONENTS)("judges an exponent: %s", (...[, text, values, key, isFault]: Row) => {
    const expected = isFault ? ["exponent-number ConfigMap/x /data/text"] : [];
    expect(inShort(exponentNumbers(subjectOf(text, values, key)))).toEqual(expected);
  });

  it("passes over a number that is written as a float", () => {
    const subject = subjectOf("6e+08", { n: 6e8 }, "n");
    const text = "key:   600_000_000.0";
    const sources = subject.values.sources.map((source) => ({ ...source, text }));
    expect(exponentNumbers({ ...subject, values: { ...subject.values, sources } })).toEqual([]);
  });

  it("looks at names and keys too", () => {
    const object = configMap({ "map[name:x]": "a" }, "map[name:x]");
    expect(inShort(goArtefacts(traced({ file: { topic: { name: "x" } }, objects: [object] })))).toEqual([
      "go-artefact ConfigMap/map[name:x] /metadata/name",
      "go-artefact ConfigMap/map[name:x] /data/map[name:x]",
    ]);
  });

  it("passes over a quantity and over a number that is one", () => {
    const object = configMap({});
    const pod = { ...object, spec: { resources: { limits: { memory: "1e+09" } }, bytes: 1e9 } };
    const links = [linkTo(object, ["spec", "resources", "limits", "memory"]), linkTo(object, ["spec", "bytes"])];
    expect(exponentNumbers(traced({ file: { n: 1e9 }, objects: [pod], traces: { n: { links } } }))).toEqual([]);
  });

  it("passes over the documentation of a custom resource", () => {
    const object = { ...configMap({ text: "map[name:x]" }), kind: "CustomResourceDefinition" };
    expect(goArtefacts(traced({ file: { topic: { name: "x" } }, objects: [object] }))).toEqual([]);
  });

  it.each<[Json, string]>([
    [{ b: 1, a: { c: "x" } }, "map[a:map[c:x] b:1]"],
    [["a", 1, null, true], "[a 1 <nil> true]"],
    [1000000, "1e+06"],
    [999999, "999999"],
    [10485760, "1.048576e+07"],
    [0.00001, "1e-05"],
    [0, "0"],
    [-2500000, "-2.5e+06"],
  ])("prints %j as Go does", (value, text) => {
    expect(goText(value)).toBe(text);
  });
});
