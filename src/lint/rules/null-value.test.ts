import { describe, expect, it } from "vitest";
import { inShort } from "../testing/said.ts";
import { type TracedSketch, traced, worldOf } from "../testing/traced.ts";
import { nullValues } from "./null-value.ts";

type Row = readonly [string, TracedSketch, readonly string[]];

const ROWS: readonly Row[] = [
  ["an empty key over a default", { defaults: { a: 1 }, file: { a: null }, empty: ["a"] }, ["null-value a"]],
  ["an empty key over a map", { defaults: { a: { b: 1 } }, file: { a: null }, empty: ["a"] }, ["null-value a"]],
  ["a null that somebody wrote", { defaults: { a: 1 }, file: { a: null } }, []],
  ["an empty key over an empty default", { defaults: { a: {} }, file: { a: null }, empty: ["a"] }, []],
  ["an empty key that has no default", { file: { a: null }, empty: ["a"] }, []],
  ["a default that is empty itself", { defaults: { a: null } }, []],
  [
    "an empty key of an item, while other items have a value",
    { file: { topics: [{ ms: null }, { ms: 5 }] }, empty: ["topics[0].ms"] },
    ["null-value topics[0].ms"],
  ],
  [
    "an empty key that no other item has a value for",
    { file: { topics: [{ ms: null }, { name: "a" }] }, empty: ["topics[0].ms"] },
    [],
  ],
  [
    "an empty key where another item has a map",
    { file: { topics: [{ config: null }, { config: { ms: 5 } }] }, empty: ["topics[0].config"] },
    [],
  ],
  [
    "an empty key that nothing reads",
    { file: { topics: [{ ms: null }, { ms: 5 }] }, empty: ["topics[0].ms"], silent: ["topics[0].ms"] },
    [],
  ],
];

describe("lint/rules/null-value", () => {
  it.each(ROWS)("judges %s", (_, sketch, expected) => {
    expect(inShort(nullValues(traced(sketch), worldOf()))).toEqual(expected);
  });

  it("hears other environments", () => {
    const subject = traced({ file: { host: null }, empty: ["host"] });
    const other = traced({ file: { host: "a" } });
    expect(inShort(nullValues(subject, worldOf([other])))).toEqual(["null-value host"]);
  });

  it("names the key and never the default", () => {
    const found = nullValues(traced({ defaults: { a: "s3cret" }, file: { a: null }, empty: ["a"] }), worldOf());
    expect(found[0]?.difference.statement).toBe(
      "a has no value, which takes its default away: give it one, or write null if that is meant",
    );
  });
});
