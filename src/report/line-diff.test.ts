import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffLines, withContext } from "./line-diff.ts";

const lines = (text: string): string[] => text.split("");
const shown = (before: string, after: string): string =>
  diffLines(lines(before), lines(after))
    .map(({ mark, text }) => mark.trim() + text)
    .join("");

describe("report/line-diff", () => {
  it.each([
    ["abc", "abc", "abc"],
    ["abc", "aXc", "a-b+Xc"],
    ["abcde", "abde", "ab-cde"],
    ["", "ab", "+a+b"],
    ["abab", "ab", "ab-a-b"],
    ["abcdef", "Xbcdefg", "-a+Xbcdef+g"],
  ])("%s to %s is %s", (before, after, diff) => {
    expect(shown(before, after)).toBe(diff);
  });

  it("has both sides in it, whatever they are", () => {
    const side = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 12 });
    fc.assert(
      fc.property(side, side, (before, after) => {
        const diff = diffLines(before, after);
        expect(diff.flatMap(({ mark, text }) => (mark === "+" ? [] : [text]))).toEqual(before);
        expect(diff.flatMap(({ mark, text }) => (mark === "-" ? [] : [text]))).toEqual(after);
      }),
    );
  });

  it("leaves out what lies far from every change, and says where", () => {
    const before = Array.from({ length: 20 }, (_, index) => String(index));
    const near = withContext(diffLines(before, before.with(10, "X")), 1);
    expect(near.map((line) => (line === null ? "gap" : line.mark + line.text))).toEqual([
      " 9",
      "-10",
      "+X",
      " 11",
      "gap",
    ]);
  });
});
