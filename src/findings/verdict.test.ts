import { describe, expect, it } from "vitest";
import { FINDING_KINDS, LAYERS } from "../vocabulary/index.ts";
import { findingOf } from "./fixture.ts";
import { verdictOf, worstVerdict } from "./index.ts";

describe("findings/verdict", () => {
  const DRIFTING = ["missing", "extra", "changed", "added", "removed", "pruned"];
  const rows = FINDING_KINDS.flatMap((kind) => LAYERS.map((layer) => ({ kind, layer })));

  it.each(rows)("of one $kind at $layer", ({ kind, layer }) => {
    const drifts = DRIFTING.includes(kind) && ["cluster", "operator", "service"].includes(layer);
    const expected = kind === "unreadable" ? "unknown" : drifts ? "drifted" : "in-sync";
    expect(verdictOf([findingOf({ kind, layer })], { strict: false })).toBe(expected);
    expect(verdictOf([findingOf({ kind, layer })], { strict: true })).toBe(
      kind === "unreadable" ? "unknown" : "drifted",
    );
  });

  it("lets unknown win over drifted, and nothing be in sync", () => {
    expect(verdictOf([findingOf(), findingOf({ kind: "unreadable" })], { strict: false })).toBe("unknown");
    expect(verdictOf([], { strict: true })).toBe("in-sync");
    expect(worstVerdict(["in-sync", "unknown", "drifted"])).toBe("unknown");
    expect(worstVerdict(["in-sync", "drifted"])).toBe("drifted");
    expect(worstVerdict([])).toBe("in-sync");
  });
});
