import { describe, expect, it } from "vitest";
import { inShort } from "../../testing/said.ts";
import { type TracedSketch, traced, worldOf } from "../../testing/traced.ts";
import { joinedItems } from "./joined-item.ts";
import { otherTypes } from "./other-type.ts";

type Row = readonly [string, TracedSketch, readonly string[]];

const TYPES: readonly Row[] = [
  ["a joined list", { defaults: { topics: ["a"] }, file: { topics: "a, b" } }, ["joined-list topics"]],
  ["a single value for a list", { defaults: { topics: ["a"] }, file: { topics: "a" } }, ["other-type topics"]],
  ["a map for a text", { defaults: { topic: "a" }, file: { topic: { name: "a" } } }, ["other-type topic"]],
  ["a text for a map", { defaults: { image: { tag: "a" } }, file: { image: "a" } }, ["other-type image"]],
  ["a list for a text", { defaults: { topic: "a" }, file: { topic: ["a"] } }, ["other-type topic"]],
  ["a map for a text in an item", { defaults: { l: ["a"] }, file: { l: [{ name: "a" }, "b"] } }, ["other-type l[0]"]],
  ["the outermost part only", { defaults: { a: "x" }, file: { a: { b: { c: 1 }, d: 2 } } }, ["other-type a"]],
  ["a number for a text", { defaults: { port: "80" }, file: { port: 80 } }, []],
  ["a boolean for a text", { defaults: { on: "yes" }, file: { on: true } }, []],
  ["a map over an empty list", { defaults: { a: [] }, file: { a: { b: 1 } } }, []],
  ["a list over an empty text", { defaults: { a: "" }, file: { a: [1] } }, []],
  ["a map over null", { defaults: { a: null }, file: { a: { b: 1 } } }, []],
  ["a map over false", { defaults: { a: false }, file: { a: { b: 1 } } }, []],
  ["an empty map over a list", { defaults: { a: [1] }, file: { a: {} } }, []],
  ["a list whose items have no one type", { defaults: { a: ["x", { b: 1 }] }, file: { a: [{ b: 1 }] } }, []],
  ["a text with commas over a text", { defaults: { a: "x" }, file: { a: "x,y" } }, []],
];

const ITEMS: readonly Row[] = [
  [
    "pieces that are items elsewhere",
    { file: { users: [{ topics: ["a", "b"] }, { topics: ["a,b"] }] } },
    ["joined-list users[1].topics[0]"],
  ],
  [
    "pieces that are names elsewhere, one of them an item",
    { file: { topics: [{ name: "a" }, { name: "b" }], users: [{ topics: ["a"] }, { topics: ["a, b"] }] } },
    ["joined-list users[1].topics[0]"],
  ],
  ["a piece that stands nowhere else", { file: { users: [{ topics: ["a", "b"] }, { topics: ["a,c"] }] } }, []],
  ["pieces that are never items there", { file: { names: ["a", "b"], args: ["--topics", "a,b"] } }, []],
  ["a text that is no item", { file: { topics: ["a", "b"], joined: "a,b" } }, []],
];

describe("lint/rules/shapes", () => {
  it.each(TYPES)("judges %s", (_, sketch, expected) => {
    expect(inShort(otherTypes(traced(sketch), worldOf()))).toEqual(expected);
  });

  it.each(ITEMS)("judges one item with commas: %s", (_, sketch, expected) => {
    expect(inShort(joinedItems(traced(sketch), worldOf()))).toEqual(expected);
  });

  it("believes two other environments that agree, not one", () => {
    const subject = traced({ file: { a: "x" } });
    const other = traced({ file: { a: ["x"] } });
    expect(inShort(otherTypes(subject, worldOf([other, other])))).toEqual(["other-type a"]);
    expect(otherTypes(subject, worldOf([other]))).toEqual([]);
    expect(otherTypes(subject, worldOf([other, traced({ file: { a: "y" } })]))).toEqual([]);
  });
});
