import { describe, expect, it } from "vitest";
import { inShort } from "../testing/said.ts";
import { linkTo, type TracedSketch, traced, worldOf } from "../testing/traced.ts";
import { nullValues } from "./null-value.ts";

const TOPIC = {
  apiVersion: "kafka.strimzi.io/v1",
  kind: "KafkaTopic",
  metadata: { name: "a" },
  spec: { config: { "retention.ms": null } },
};
const LINK = linkTo(TOPIC, ["spec", "config", "retention.ms"]);

type Row = readonly [string, TracedSketch, readonly string[]];

const ROWS: readonly Row[] = [
  ["an empty key over a default", { defaults: { a: 1 }, file: { a: null }, empty: ["a"] }, ["null-value a"]],
  ["an empty key over a map", { defaults: { a: { b: 1 } }, file: { a: null }, empty: ["a"] }, ["null-value a"]],
  ["a null that somebody wrote", { defaults: { a: 1 }, file: { a: null } }, []],
  ["an empty key over an empty default", { defaults: { a: {} }, file: { a: null }, empty: ["a"] }, []],
  ["an empty key that has no default", { file: { a: null }, empty: ["a"] }, []],
  ["a default that is empty itself", { defaults: { a: null } }, []],
  [
    "an empty key of an item whose field is null, while other items have one",
    {
      file: { topics: [{ ms: null }, { ms: 5 }] },
      empty: ["topics[0].ms"],
      objects: [TOPIC],
      traces: { "topics[0].ms": { links: [LINK] } },
    },
    ["null-value topics[0].ms"],
  ],
  [
    "an empty key whose field is null, when no other has one",
    {
      file: { topics: [{ ms: null }] },
      empty: ["topics[0].ms"],
      objects: [TOPIC],
      traces: { "topics[0].ms": { links: [LINK] } },
    },
    [],
  ],
];

describe("lint/rules/null-value", () => {
  it.each(ROWS)("judges %s", (_, sketch, expected) => {
    expect(inShort(nullValues(traced(sketch), worldOf()))).toEqual(expected);
  });

  it("names the key and never the default", () => {
    const found = nullValues(traced({ defaults: { a: "s3cret" }, file: { a: null }, empty: ["a"] }), worldOf());
    expect(found[0]?.difference.statement).toBe(
      "a has no value, which takes its default away: give it one, or write null if that is meant",
    );
  });
});
