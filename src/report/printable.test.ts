import { describe, expect, it } from "vitest";
import { printable } from "./printable.ts";

describe("report/printable", () => {
  it("spells out what could rewrite a terminal or turn the reading direction", () => {
    expect(printable("a\u001b[2Jb\nc\u202ed")).toBe("a\\u{1b}[2Jb\\nc\\u{202e}d");
  });
});
