import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Outcome, Written } from "../github/index.ts";
import { createScrubber } from "../masking/index.ts";
import { tellWritten } from "./github.ts";

function written(outcome: Outcome, why: string | null = null): Written {
  return { what: "check run idfint", outcome, url: "https://github.com/o/n/1", id: 1, why };
}

describe("cli/github", () => {
  let said = "";
  const scrubber = createScrubber();
  scrubber.learnText("ghs_abcdefghijkl");
  const told = (...all: Written[]): boolean =>
    tellWritten(all, { scrubber, progress: { say: () => {}, end: () => {} } });

  beforeEach(() => {
    said = "";
    vi.spyOn(process.stderr, "write").mockImplementation((text) => {
      said += String(text);
      return true;
    });
  });
  afterEach(() => void vi.restoreAllMocks());

  it.each([
    ["created", null, true, "Check run idfint made https://github.com/o/n/1\n"],
    ["configured", null, true, "Check run idfint edited https://github.com/o/n/1\n"],
    ["unchanged", null, true, "Nothing is new on GitHub.\n"],
    ["skipped", "a fork", true, "Check run idfint left out https://github.com/o/n/1: a fork.\n"],
    ["skipped", "dry run", true, ""],
    ["failed", "it may not", false, "Check run idfint not written https://github.com/o/n/1: it may not.\n"],
    ["unknown", "no answer", false, "Check run idfint perhaps not written https://github.com/o/n/1: no answer.\n"],
  ] as const)("%s (%s)", (outcome, why, ...[fine, line]) => {
    expect(told(written(outcome, why))).toBe(fine);
    expect(said).toBe(line);
  });

  it("says only what changed, and one failure spoils it all", () => {
    expect(told(written("unchanged"), written("created"), written("failed", "no"))).toBe(false);
    expect(said.split("\n")).toHaveLength(3);
  });

  it("shows no secret and no line break of what GitHub says", () => {
    told(written("failed", "ghs_abcdefghijkl is\u001b[2J wrong"));
    expect(said).not.toContain("ghs_");
    expect(said).not.toContain("\u001b");
  });
});
