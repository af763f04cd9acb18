import { describe, expect, it } from "vitest";
import { hasFormat } from "./formats.ts";

describe("lint/crd/formats", () => {
  it.each([
    ["date", "2024-02-29", true],
    ["date", "2026-02-29", false],
    ["date-time", "2026-01-01t00:00:00z", true],
    ["date-time", "2026-01-01T24:00:00Z", false],
    ["byte", "YQ==", true],
    ["byte", "", false],
    ["ipv4", "010.0.0.1", true],
    ["ipv4", "10.0.1", false],
    ["uuid5", "123e4567-e89b-52d3-a456-426614174000", true],
    ["hexcolor", "abcdef", true],
    ["made-up", "anything", true],
    ["email", "not an address", null],
  ] as const)("%s: %s is %s", (format, text, expected) => {
    expect(hasFormat(text, format)).toBe(expected);
  });
});
