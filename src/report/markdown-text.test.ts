import { describe, expect, it } from "vitest";
import { inlineCode, sideLines } from "./markdown-text.ts";

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
