import { describe, expect, it } from "vitest";
import { ago, utc } from "./time.ts";

describe("report/time", () => {
  it.each([
    ["2026-11-24T06:29:30Z", "just now"],
    ["2026-11-24T06:29:00Z", "1 minute ago"],
    ["2026-11-23T06:30:00Z", "1 day ago"],
    ["2025-10-02T10:00:00Z", "13 months ago"],
    ["2026-11-24T07:00:00Z", "just now"],
    ["garbled", "garbled"],
  ])("%s is %s", (time, words) => {
    expect(ago(time, new Date("2026-11-24T06:30:00Z"))).toBe(words);
  });

  it("states a time for later readers", () => {
    expect(utc("2026-11-24T07:00:59+01:00")).toBe("2026-11-24 06:00 UTC");
  });
});
