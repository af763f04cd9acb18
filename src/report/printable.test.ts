import { describe, expect, it } from "vitest";
import { printable, printableLines } from "./printable.ts";

describe("report/printable", () => {
  it("spells out what could rewrite a terminal or turn the reading direction", () => {
    expect(printable("a\u001b[2Jb\nc\u202ed")).toBe("a\\u{1b}[2Jb\\nc\\u{202e}d");
  });
});

it("report/printable: no line is a command to a runner of GitHub Actions", () => {
  expect(printableLines("a :: b\n::stop-commands::x\n  ::add-mask::y")).toBe(
    "a :: b\n\\u{3a}:stop-commands::x\n  \\u{3a}:add-mask::y",
  );
});
