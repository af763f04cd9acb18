import { describe, expect, it } from "vitest";
import { exitCodeOf } from "./exit-codes.ts";

describe("cli/exit-codes", () => {
  it.each([
    { verdict: "in-sync", detailed: true, code: 0 },
    { verdict: "drifted", detailed: true, code: 2 },
    { verdict: "unknown", detailed: true, code: 3 },
    { verdict: "in-sync", detailed: false, code: 0 },
    { verdict: "drifted", detailed: false, code: 0 },
    { verdict: "unknown", detailed: false, code: 0 },
  ] as const)("ends $verdict with $code when detailed is $detailed", ({ verdict, detailed, code }) => {
    expect(exitCodeOf(verdict, detailed)).toBe(code);
  });
});
