import { describe, expect, it } from "vitest";
import { hasMarker, keyOf, marked, markedWithKey, sameText, unmarked } from "./marker.ts";

describe("github/marker", () => {
  it("stands in the very first line and is found there", () => {
    expect(marked("review", "Text")).toBe("<!-- holdfast:review -->\nText");
    expect(hasMarker(marked("review:idfint,idfprod", "Text"), "review:idfint,idfprod")).toBe(true);
    expect(unmarked(marked("review", "Text\nMore\n"))).toBe("Text\nMore");
  });

  it.each([
    ["a quotation", "> <!-- holdfast:review -->\nText"],
    ["a later line", "Text\n<!-- holdfast:review -->"],
    ["something behind it", "<!-- holdfast:review --> Text"],
    ["another marker", "<!-- holdfast:review:idfprod -->\nText"],
    ["a marker with a key", markedWithKey("review", "k1", "Text")],
    ["nothing", ""],
  ])("is not taken from %s", (_, body) => {
    expect(hasMarker(body, "review")).toBe(false);
  });

  it("has a key where there are several texts of one marker", () => {
    expect(keyOf(markedWithKey("review", "0a1b", "Text"), "review")).toBe("0a1b");
    expect(keyOf(markedWithKey("review:idfprod", "0a1b", "Text"), "review")).toBeNull();
    expect(keyOf(marked("review", "Text"), "review")).toBeNull();
  });

  it.each(["", "a b", "-->", "a--b", "a\nb", "-a"])("refuses the marker and the key %j", (word) => {
    expect(() => marked(word, "Text")).toThrow("cannot stand in a comment");
    expect(() => markedWithKey("review", word, "Text")).toThrow("cannot stand in a comment");
  });

  it("refuses what GitHub cannot hold, the marker included", () => {
    const room = 65_536 - marked("review", "").length;
    expect(marked("review", "x".repeat(room))).toHaveLength(65_536);
    expect(() => marked("review", "x".repeat(room + 1))).toThrow("65537 characters");
  });

  it.each([
    ["a\nb", "a\r\nb", true],
    ["a\n", "a", true],
    ["a \n\n", "a", true],
    ["a\nb", "a b", false],
    ["  a", "a", false],
  ])("compares %j and %j as GitHub stores them: %s", (left, right, same) => {
    expect(sameText(left, right)).toBe(same);
  });
});
