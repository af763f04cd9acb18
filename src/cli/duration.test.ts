import { describe, expect, it } from "vitest";
import { durationOf } from "./duration.ts";

describe("cli/duration", () => {
  it.each([
    ["30s", 30_000],
    ["10m", 600_000],
    ["1h", 3_600_000],
    ["0s", 0],
  ])("reads %s as %d ms", (text, ms) => {
    expect(durationOf("--timeout", text)).toBe(ms);
  });

  it.each(["", "10", "m", "1d", "-5s", "1.5m", "10 m"])("refuses %j and names the option", (text) => {
    expect(() => durationOf("--timeout", text)).toThrow(/^--timeout takes a duration such as 30s, 10m or 1h/);
  });
});
