import { describe, expect, it } from "vitest";
import { findingOf } from "./fixture.ts";
import { applyIgnoreRules, baselineOf, formatBaseline, parseBaseline } from "./index.ts";

describe("findings/baseline", () => {
  const signature = { who: "ada", when: "2026-11-24", why: "before the audit" };

  it("hides what it accepts, and reads back what it writes", () => {
    const finding = findingOf();
    const baseline = parseBaseline({
      text: formatBaseline(baselineOf([finding], { ...signature, previous: null })),
      file: "baseline.json",
    });
    const result = applyIgnoreRules([finding], { environment: "idfint", today: "2026-11-24", rules: [], baseline });
    expect(result.ignored).toEqual([
      { finding, by: "baseline", why: "before the audit (ada, 2026-11-24)", expires: null },
    ]);
  });

  it("keeps earlier entries, is sorted, and accepts nothing that could not be read", () => {
    const previous = baselineOf([findingOf()], { ...signature, who: "bob", previous: null });
    const findings = [findingOf(), findingOf({ kind: "added" }), findingOf({ kind: "unreadable" })];
    const { entries } = baselineOf(findings, { ...signature, previous });
    expect(entries.map(({ id }) => id)).toEqual(entries.map(({ id }) => id).toSorted());
    expect(entries.map(({ who }) => who).toSorted()).toEqual(["ada", "bob"]);
  });

  it.each([
    ["{", "is not JSON"],
    ['{"schemaVersion":2,"entries":[]}', "has no schemaVersion 1"],
    [
      '{"schemaVersion":1,"entries":[{"id":"a","what":"b","who":"c","when":"d"}]}',
      "Entry 1 of the baseline b.json has no text why",
    ],
  ])("refuses %s", (text, message) => {
    expect(() => parseBaseline({ text, file: "b.json" })).toThrow(message);
  });
});
