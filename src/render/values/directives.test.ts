import { describe, expect, it } from "vitest";
import { toValuesKey } from "../../vocabulary/values-key.ts";
import { directivesFor } from "./directives.ts";
import { readValuesText } from "./file.ts";
import type { ValuesSource } from "./values.ts";

const FILE = "values.yaml";

function sourceOf(text: string): ValuesSource {
  const { leaves, duplicateKeys, directives, malformedDirectives } = readValuesText(text, FILE, true);
  return { kind: "values-file", file: FILE, prefix: [], leaves, duplicateKeys, directives, malformedDirectives };
}

/** The leaves for which a directive holds. */
function heldIn(text: string): readonly string[] {
  const source = sourceOf(text);
  return source.leaves
    .filter(({ place }) => place !== null && directivesFor(source, place).length > 0)
    .map(({ path }) => toValuesKey(path));
}

const IGNORE = "# holdfast: ignore unread-value";

describe("render/values/directives", () => {
  it.each([
    ["unread-value", { rule: "unread-value", until: null, reason: null }],
    ["unread-value until=2027-01-31", { rule: "unread-value", until: "2027-01-31", reason: null }],
    ["unread-value reason=read by a script", { rule: "unread-value", until: null, reason: "read by a script" }],
    [
      "null-value until=2027-01-31 reason=until=x, they say",
      { rule: "null-value", until: "2027-01-31", reason: "until=x, they say" },
    ],
    ["  null-value   reason= ", { rule: "null-value", until: null, reason: null }],
  ])("reads ignore %s", (words, directive) => {
    const { directives, malformedDirectives } = sourceOf(`a: 1 # holdfast: ignore ${words}\n`);
    expect(malformedDirectives).toEqual([]);
    expect(directives).toEqual([{ ...directive, line: 1, keyLine: 1, lastLine: 1 }]);
  });

  it.each([
    ["a: 1 # holdfast: ignore", "it names no rule"],
    ["a: 1 # holdfast: ignore until=2027-01-31", "it names no rule"],
    ["a: 1 # holdfast: ignore no-such-rule", "no rule has the name no-such-rule"],
    ["a: 1 # holdfast: skip unread-value", 'it says "skip" where only ignore is known'],
    ["a: 1 # holdfast: ignore unread-value until=tomorrow", '"tomorrow" is no date as YYYY-MM-DD'],
    ["a: 1 # holdfast: ignore unread-value until=2027-02-30", '"2027-02-30" is no date as YYYY-MM-DD'],
    ["a: 1 # holdfast: ignore unread-value because", "it knows until= and reason=, not because"],
    [`${IGNORE}\n\na: 1`, "no key stands below it"],
    [`a: 1\n${IGNORE}\n`, "no key stands below it"],
  ])("reports %j", (text, why) => {
    const { directives, malformedDirectives } = sourceOf(text);
    expect(directives).toEqual([]);
    expect(malformedDirectives.map((one) => one.why)).toEqual([why]);
  });

  it.each([
    ["on the value's line", `a: 1 ${IGNORE}\nb: 2`, ["a"]],
    ["above the key", `${IGNORE}\na: 1\nb: 2`, ["a"]],
    ["above other comments", `${IGNORE}\n# why\na: 1\nb: 2`, ["a"]],
    ["above a map's key", `${IGNORE}\na:\n  b: 1\n  c:\n    - 2\nd: 3`, ["a.b", "a.c[0]"]],
    ["on the line of a map's key", `a: ${IGNORE}\n  b: 1\n  c: 2\nd: 3`, ["a.b", "a.c"]],
    ["above an item", `a:\n  ${IGNORE}\n  - b: 1\n    c: 2\n  - b: 3`, ["a[0].b", "a[0].c"]],
    ["on the line of an item's first key", `a:\n  - b: 1 ${IGNORE}\n    c: 2`, ["a[0].b"]],
    ["in brackets", `a: [\n  1, ${IGNORE}\n  2\n]`, ["a[0]"]],
    ["on a line of many keys", `a: {b: 1, c: 2} ${IGNORE}\nd: 3`, ["a.b", "a.c"]],
    ["on the header of a block scalar", `a: | ${IGNORE}\n  x\n  y\nb: 1`, ["a"]],
    ["above the alias", `a: &x {b: 1}\n${IGNORE}\nc: *x`, ["c.b"]],
    ["above the anchor", `${IGNORE}\na: &x {b: 1}\nc: *x`, ["a.b", "c.b"]],
    ["with Windows line ends", `${IGNORE}\r\na: 1\r\nb: 2 ${IGNORE}\r\nc: 3\r\n`, ["a", "b"]],
    ["after another document", `x: 1\n---\n${IGNORE}\na: 1\nb: 1`, ["a"]],
    ["not in text", `a: |\n  ${IGNORE}\nb: "\n  ${IGNORE}"\nc: 1`, []],
  ])("holds %s", (_, text, leaves) => {
    expect(heldIn(text)).toEqual(leaves);
  });

  it("holds for no other file", () => {
    const source = sourceOf(`a: 1 ${IGNORE}`);
    const [leaf] = source.leaves;
    if (leaf?.place == null) throw new Error("the leaf has no place");
    expect(directivesFor(source, leaf.place)).toHaveLength(1);
    expect(directivesFor(source, { ...leaf.place, file: "other.yaml" })).toEqual([]);
  });
});
