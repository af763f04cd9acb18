import { describe, expect, it } from "vitest";
import { listedNames, prose } from "./markdown-prose.ts";

describe("report/markdown-prose", () => {
  it.each([
    ["Pods of the server restart, one by one.", "Pods of the server restart, one by one."],
    ["It isn't (yet) 45%, but 1,043 at 05:14 UTC.", "It isn't (yet) 45%, but 1,043 at 05:14 UTC."],
    ["8 -> 6", "8 -&#62; 6"],
    ["see /spec/a.", "see <code>/spec/a</code>."],
    ["ask @octocat", "ask <code>&#64;octocat</code>"],
    ["as in GH-12 and #12", "as in <code>GH-12</code> and <code>&#35;12</code>"],
    ["since 1a69374", "since <code>1a69374</code>"],
    ["1. not a list", "<code>1.</code> not a list"],
    ["- nor one", "<code>-</code> nor one"],
    ["two\n\nparagraphs", "<code>two&#92;n&#92;nparagraphs</code>"],
    ["a   wide    gap", "a wide gap"],
  ])("writes %j as %s", (sentence, markdown) => {
    expect(prose(sentence)).toBe(markdown);
  });

  it("cuts what nobody reads to its end, and no character in two", () => {
    expect(prose("word ".repeat(1000)).length).toBeLessThan(420);
    expect(prose("😀".repeat(1000)).isWellFormed()).toBe(true);
  });

  it.each([
    [["a"], "<code>a</code>"],
    [["a", "b"], "<code>a</code> and <code>b</code>"],
    [["a", "b", "c"], "<code>a</code>, <code>b</code> and <code>c</code>"],
    [["a", "b", "c", "d"], "<code>a</code>, <code>b</code> and 2 more"],
  ])("lists %j", (names, words) => {
    expect(listedNames(names, 3)).toBe(words);
  });
});
