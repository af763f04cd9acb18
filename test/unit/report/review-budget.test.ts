import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderReviewMarkdown } from "../../../src/report/index.ts";
import { type ReviewReport, SEVERITIES } from "../../../src/vocabulary/index.ts";
import { ATTACKS, harmOf } from "./markdown-page.ts";
import { finding, resource } from "./report-fixture.ts";
import { changed, effect, field, line, review, reviewed } from "./review-fixture.ts";

const BUDGETS = [4000, 10_000, 65_000] as const;
const text = fc
  .array(fc.oneof(fc.constantFrom(...ATTACKS), fc.string({ unit: "binary", maxLength: 20 })), { maxLength: 12 })
  .map((parts) => parts.join(" "));
const severity = fc.constantFrom(...SEVERITIES);

const changedResource = fc
  .record({ name: text, fields: fc.array(fc.tuple(text, text), { maxLength: 4 }), message: text, severity })
  .map((one) =>
    changed(
      resource("", "ConfigMap", one.name),
      one.fields.map(([before, after], index) => field(`/data/${index}`, before, after)),
      { effects: [effect("pods-restart", one.severity, one.message)] },
    ),
  );

const environment = fc
  .record({
    name: text,
    resources: fc.array(changedResource, { maxLength: 12 }),
    findings: fc.array(fc.tuple(severity, text), { maxLength: 12 }),
    notes: fc.array(text, { maxLength: 4 }),
    unreadable: fc.array(fc.record({ id: text, what: text, why: text }), { maxLength: 3 }),
  })
  .map(({ findings, ...one }) =>
    reviewed(one.name, {
      ...one,
      findings: findings.map(([level, message]) => ({
        ...finding({ kind: "risk", layer: "intent", resource: resource("", "Secret", message) }),
        severity: level,
        message,
      })),
    }),
  );

const anyReview: fc.Arbitrary<ReviewReport> = fc
  .record({
    environments: fc.array(environment, { maxLength: 12 }),
    unchanged: fc.array(text, { maxLength: 60 }),
    notes: fc.array(text, { maxLength: 30 }),
    keys: fc.array(text, { maxLength: 30 }),
  })
  .map(({ environments, unchanged, notes, keys }) =>
    review(environments, {
      unchanged,
      notes,
      lines: keys.map((key, index) => line({ key, file: key, line: index + 1 })),
    }),
  );

describe("report/review/budget", () => {
  it("holds for every review, and nothing that was opened stays open", () => {
    fc.assert(
      fc.property(anyReview, fc.constantFrom(...BUDGETS), (report, budget) => {
        const markdown = renderReviewMarkdown(report, { budget, summaryUrl: null });
        expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(budget);
        expect(harmOf(markdown)).toEqual([]);
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });

  it("says how many sections it cut, and where they are to be read", () => {
    const resources = Array.from({ length: 400 }, (_, index) =>
      changed(resource("", "ConfigMap", `map-${index}`), [field("/data/a", `${index} before`, `${index} after`)]),
    );
    const report = review([reviewed("idfint", { resources })]);
    const markdown = renderReviewMarkdown(report, {
      budget: 20_000,
      summaryUrl: "https://github.com/a/b/actions/runs/1",
    });
    const [, cut] = /(\d+) sections do not fit here\. The \[job summary\]\(<https:[^>]*>\)/.exec(markdown) ?? [];
    expect(Number(cut) + markdown.split("<details>").length - 1).toBe(400);
    expect(Buffer.byteLength(markdown)).toBeGreaterThan(19_000);
  });

  it("keeps the verdict, the dangers and the table where all else is cut", () => {
    const of = resource("", "ConfigMap", "map");
    const report = review([
      reviewed("idfint", {
        resources: [changed(of, [field("/data/a", `${"long ".repeat(20)}\n`.repeat(20), "short")])],
        findings: [finding({ kind: "risk", layer: "intent", resource: of, reason: "partitions-lowered" })],
      }),
    ]);
    const markdown = renderReviewMarkdown(report, { budget: 1100, summaryUrl: null });
    expect(markdown).toMatch(/^\*\*Changes 1 environment: 1 high risk\*\*/);
    expect(markdown).toContain("partitions-lowered");
    expect(markdown).toContain("| <code>idfint</code> |");
    expect(markdown).toContain("1 section does not fit here");
  });
});
