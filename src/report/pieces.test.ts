import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inlineCode, sideLines } from "./markdown-text.ts";
import { printable } from "./printable.ts";
import { ago, utc } from "./time.ts";
import { excerpts, showValue } from "./value.ts";
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

describe("report/printable", () => {
  it("spells out what could rewrite a terminal or turn the reading direction", () => {
    expect(printable("a\u001b[2Jb\nc\u202ed")).toBe("a\\u{1b}[2Jb\\nc\\u{202e}d");
  });
});

describe("report/markdown-text", () => {
  it.each([
    ["@octocat", "&#64;octocat"],
    ["<img src=x>", "&#60;img src=x&#62;"],
    ["a | b `c` #12", "a &#124; b &#96;c&#96; &#35;12"],
    ["https://www.example.com", "https&#58;//www&#46;example.com"],
  ])("takes the meaning out of %s", (text, escaped) => {
    expect(inlineCode(text)).toBe(`<code>${escaped}</code>`);
  });

  it("puts a mark before every line, so that no value closes the fence", () => {
    expect(sideLines("-", "a\n```\n</details>")).toEqual(["- a", "- ```", "- </details>"]);
    expect(sideLines("+", undefined)).toEqual([]);
    expect(sideLines("+", Array.from({ length: 40 }, () => "x").join("\n"))).toHaveLength(21);
  });
});
