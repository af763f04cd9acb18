import { describe, expect, it } from "vitest";
import { printable, printableLines, withoutCommands } from "./printable.ts";

describe("report/printable", () => {
  it("spells out what could rewrite a terminal or turn the reading direction", () => {
    expect(printable("a\u001b[2Jb\nc\u202ed")).toBe("a\\u{1b}[2Jb\\nc\\u{202e}d");
  });
});

describe("report/printable/commands", () => {
  it.each([
    ["a :: b", "a :: b"],
    ["::stop-commands::x", "\\u{3a}:stop-commands::x"],
    ["a\n  ::add-mask::y", "a\n  \\u{3a}:add-mask::y"],
    ["\n\n\u00a0\u3000::add-mask::y", "\n\n\u00a0\u3000\\u{3a}:add-mask::y"],
    ["a##[add-mask]success/values.yaml", "a##\\u{5b}add-mask]success/values.yaml"],
    ["# a ## [b] #[c]", "# a ## [b] #[c]"],
  ])("%j is no command to a runner of GitHub Actions", (text, shown) => {
    expect(printableLines(text)).toBe(shown);
    expect(withoutCommands(text)).toBe(shown);
  });

  it("looks behind colours, and keeps them", () => {
    expect(withoutCommands(" \u001b[2m\u001b[1;31m::notice::x\u001b[22m")).toBe(
      " \u001b[2m\u001b[1;31m\\u{3a}:notice::x\u001b[22m",
    );
  });

  it("takes long blank lines in time", () => {
    const blank = " ".repeat(200_000);
    const started = performance.now();
    expect(withoutCommands(`${blank}\n${blank}:`)).toHaveLength(400_002);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
