import { describe, expect, it } from "vitest";
import { codewords } from "./codewords.ts";

describe("render/probing/codewords", () => {
  it.each([
    [1, 1],
    [2, 2],
    [6, 4],
    [7, 5],
    [93, 9],
    [317, 11],
  ])("tells %i things apart in %i rounds, and none contains another", (count, digits) => {
    const code = codewords(count);
    expect(code.digits).toBe(digits);
    expect(new Set(code.words).size).toBe(count);
    for (const one of code.words) {
      expect(code.words.filter((other) => (one & other) === one)).toEqual([one]);
    }
  });
});
