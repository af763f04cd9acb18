import { describe, expect, it } from "vitest";
import type { ValuesPlace } from "../../../render/index.ts";
import { readPlacedYaml } from "../../../render/yaml/index.ts";
import type { Json, Path, PathSegment } from "../../../vocabulary/index.ts";
import { valueIn } from "../paths.ts";
import type { Mend } from "./mends.ts";
import { splicedLine } from "./splice.ts";

/** Keys and indices as they are written in a row. */
type Way = readonly (string | number)[];

function pathOf(way: Way): Path {
  return way.map((step): PathSegment => (typeof step === "string" ? step : { index: step, key: null }));
}

function placeOf(text: string, way: Way): ValuesPlace {
  const yaml = readPlacedYaml(text);
  const container = valueIn(yaml.value, pathOf(way.slice(0, -1)));
  const place = typeof container === "object" && container !== null ? yaml.placeOf(container, way.at(-1) ?? "") : null;
  if (place === null) throw new Error(`nothing stands at ${way.join(".")}`);
  const { value, key } = place;
  return { file: "values.yaml", ...value, keyLine: key.line, keyColumn: key.column, through: null };
}

function spliced(text: string, mend: Omit<Mend & { of: "value" }, "place" | "path">, way: Way): string | null;
function spliced(text: string, mend: Omit<Mend & { of: "key" }, "place" | "path">, way: Way): string | null;
function spliced(text: string, mend: { of: "value"; value: Json } | { of: "key"; name: string }, way: Way) {
  const place = placeOf(text, way);
  const line = mend.of === "key" ? place.keyLine : place.line;
  return splicedLine(text, line, { ...mend, path: pathOf(way), place });
}

describe("review/lines/suggestions/splice", () => {
  it.each<readonly [string, string, Way, Json, string | null]>([
    ["a number", "a:\n  b: 3 # copies\n", ["a", "b"], 5, "  b: 5 # copies"],
    ["a plain text", "a: red\n", ["a"], "blue", "a: blue"],
    ["a text in single quotes", "a: 'it''s' # x\n", ["a"], "he's", "a: 'he''s' # x"],
    ["a text in double quotes", 'a: "x \\" y"   # x\n', ["a"], "z", 'a: "z"   # x'],
    ["a quoted number that has to be one", 'a: "3"\n', ["a"], 3, "a: 3"],
    ["a number that has to be a text", "a: 3\n", ["a"], "3", 'a: "3"'],
    ["a number whose spelling would be lost", "a: 1.10\n", ["a"], "1.1", null],
    ["a word that has to be a text", "a: on\n", ["a"], "on", 'a: "on"'],
    ["a text that YAML would take for something else", "a: red\n", ["a"], "null", 'a: "null"'],
    ["a text with a colon", "a: red\n", ["a"], "b: c", 'a: "b: c"'],
    ["an address", "a: broker:9092\n", ["a"], "broker.kafka:9093", "a: broker.kafka:9093"],
    ["an item", "a:\n  - p\n  - q # last\n", ["a", 1], "z", "  - z # last"],
    ["an item in brackets", "a: [p, q, r]\n", ["a", 1], "w", "a: [p, w, r]"],
    ["a value in braces", "a: {b: 1, c: 2}\n", ["a", "b"], 5, "a: {b: 5, c: 2}"],
    ["a text with a hash", "a: x#y # z\n", ["a"], "w", "a: w # z"],
    ["a text of several words", "a: one two  # z\n", ["a"], "w", "a: w  # z"],
    ["a key without a value", "a:\nb: 1\n", ["a"], 3, "a: 3"],
    ["a key without a value, with a comment", "a:  # why\nb: 1\n", ["a"], "x", "a: x  # why"],
    ["a null that is written", "a: ~\n", ["a"], 3, "a: 3"],
    ["the same value", "a: 3\n", ["a"], 3, null],
    ["a value that an alias uses elsewhere", "a: &x 3\nb: *x\n", ["a"], 4, null],
    ["a text in a block", "a: |\n  x\n", ["a"], "y", null],
    ["a text over two lines", 'a: "x\n  y"\n', ["a"], "z", null],
    ["a text with a line end in it", "a: x\n", ["a"], "y\nz", null],
    ["a line that ends in CRLF", "a: 1\r\nb: 2\r\n", ["a"], 2, null],
    ["a key that stands twice", "a: 1\na: 2\n", ["a"], 3, "a: 3"],
  ])("writes another value in place of %s", (...[, text, way, value, expected]) => {
    expect(spliced(text, { of: "value", value }, way)).toBe(expected);
  });

  it.each<readonly [string, string, Way, string, string | null]>([
    ["a leaf's key", "a:\n  colour: red # x\n", ["a", "colour"], "color", "  color: red # x"],
    ["a map's key", "colours:\n  a: 1\n", ["colours"], "colors", "colors:"],
    ["a key in quotes", "'a b': 1\n", ["a b"], "c d", "'c d': 1"],
    ["a key in braces", "a: {b: 1, cc: 2}\n", ["a", "cc"], "c", "a: {b: 1, c: 2}"],
    ["a key behind a dash", "- nam: x\n  b: 1\n", [0, "nam"], "name", "- name: x"],
    ["a key beside one of the right name", "colour: red\ncolor: blue\n", ["colour"], "color", null],
  ])("renames %s", (...[, text, way, name, expected]) => {
    expect(spliced(text, { of: "key", name }, way)).toBe(expected);
  });
});
