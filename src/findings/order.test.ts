import { describe, expect, it } from "vitest";
import type { FindingKind } from "../vocabulary/index.ts";
import { findingOf } from "./fixture.ts";
import { sortFindings } from "./index.ts";

describe("findings/order", () => {
  it("puts the most severe first, then goes by application, resource and path", () => {
    const kinds: FindingKind[] = ["pending", "coupling", "added"];
    const findings = kinds.map((kind) => findingOf({ kind }));
    const paths = [
      ["spec", "b"],
      ["spec", "a"],
    ].map((path) => findingOf({ kind: "missing", path }));
    const sorted = sortFindings([...findings, ...paths]);
    expect(sorted.map(({ severity }) => severity)).toEqual(["high", "high", "high", "medium", "info"]);
    expect(sorted.map(({ keyedPath }) => keyedPath).slice(0, 2)).toEqual(["/spec/a", "/spec/b"]);
    expect(sortFindings(sorted.toReversed())).toEqual(sorted);
  });
});
