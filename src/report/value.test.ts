import { describe, expect, it } from "vitest";
import { excerpts, showValue } from "./value.ts";

describe("report/value", () => {
  it.each([
    [undefined, "not set"],
    [null, "null"],
    ["plain text", "plain text"],
    ["true", '"true"'],
    ["24", '"24"'],
    ["not set", '"not set"'],
    ["", '""'],
    ["two\nlines", '"two\\nlines"'],
    [{ a: [1] }, '{"a":[1]}'],
  ])("shows %j as %s", (value, text) => {
    expect(showValue(value)).toBe(text);
  });

  it("shows where two long values differ", () => {
    const common = "x".repeat(100);
    const [a, b] = excerpts(`${common}left${common}`, `${common}right`, 30);
    expect(a).toBe("…xxxxxxxxxxleftxxxxxxxxxxxxxx…");
    expect(b).toBe("…xxxxxxxxxxright");
  });
});
