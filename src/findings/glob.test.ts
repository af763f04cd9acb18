import { describe, expect, it } from "vitest";
import { matchesGlob } from "./index.ts";

describe("findings/glob", () => {
  it.each([
    ["*", "alerts", true],
    ["*", "a/b", false],
    ["**", "a/b", true],
    ["a.c", "abc", false],
    ["/a/[name=b]/*", "/a/[name=b]/c", true],
    ["/a/**", "/a", false],
    ["a-*-c", "a-b-c", true],
  ])("%s against %s: %s", (glob, text, matches) => {
    expect(matchesGlob(glob, text)).toBe(matches);
  });
});
