import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wrap } from "./wrap.ts";

describe("report/wrap", () => {
  it.each([
    ["one two three", 7, ["one two", "three"]],
    ["at /spec/kafka/config", 12, ["at", "/spec/kafka", "/config"]],
    ["abcdefghij", 4, ["abcd", "efgh", "ij"]],
    ["", 5, [""]],
  ])("breaks %j at %i", (text, width, lines) => {
    expect(wrap(text, width)).toEqual(lines);
  });

  it("keeps every character but spaces, and every line short enough", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), fc.integer({ min: 1, max: 30 }), (text, width) => {
        const lines = wrap(text, width);
        expect(lines.filter((line) => line.length > width)).toEqual([]);
        expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
      }),
    );
  });
});
