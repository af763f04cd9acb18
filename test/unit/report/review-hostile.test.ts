import { describe, expect, it } from "vitest";
import { checkRunsOf, inlineCommentsOf, renderReviewMarkdown, renderReviewText } from "../../../src/report/index.ts";
import { printable, printableLines } from "../../../src/report/printable.ts";
import type { ReviewReport } from "../../../src/vocabulary/index.ts";
import { ATTACKS, harmOf, pageOf } from "./markdown-page.ts";
import { finding, resource } from "./report-fixture.ts";
import { changed, field, line, review, reviewed } from "./review-fixture.ts";

const FILE = "environments/a\n```\n@octocat <!-- holdfast:review -->.yaml";

/** A review in which the text stands wherever a pull request's author can put one. */
function hostile(text: string): ReviewReport {
  const found = {
    ...finding({
      kind: "risk",
      layer: "intent",
      resource: resource("", "ConfigMap", text),
      reason: "partitions-lowered",
    }),
    message: text,
    provenance: {
      file: text,
      line: 1,
      column: 1,
      key: text,
      transformation: null,
      commit: text,
      author: text,
      time: text,
    },
  };
  const effects = [
    { name: "pods-restart", severity: "low", message: text } as const,
    { name: "brokers-roll", severity: "high", message: text } as const,
  ];
  const of = resource(text, text, text);
  const environment = reviewed(text, {
    applications: [{ name: text, namespace: text, change: "added" }],
    resources: [
      changed(of, [field(`/data/${text}`, text, [text]), field("/b", { [text]: text }, null)], {
        application: text,
        effects,
      }),
      changed(of, [{ path: "", keyedPath: "", after: { [text]: text } }], { change: "renamed", formerly: of }),
    ],
    findings: [found, { ...found, severity: "low" }],
    mended: [found],
    unreadable: [{ id: text, what: text, why: text }],
    live: {
      collisions: [
        {
          reason: "live-drift",
          application: text,
          resource: of,
          keyedPath: text,
          manager: text,
          time: text,
          message: text,
        },
      ],
      pending: [found],
    },
    notes: [text],
  });
  const consequences = [{ name: text, severity: "high", message: text, environments: [text] } as const];
  const lines = [
    line({ file: FILE, key: text, before: text, after: text, consequences, suggestion: text }),
    line({ file: text, key: null, consequences }),
  ];
  return review([environment], { base: text, head: text, unchanged: [text], notes: [text], lines });
}

describe("report/review/hostile", () => {
  it.each(ATTACKS)("%j does no harm in the comment", (attack) => {
    const markdown = renderReviewMarkdown(hostile(attack), { summaryUrl: `https://example.com/${attack}` });
    expect(harmOf(markdown)).toEqual([]);
    expect(markdown.isWellFormed()).toBe(true);
  });

  it.each(ATTACKS)("%j does no harm beside the line", (attack) => {
    const comments = inlineCommentsOf(hostile(attack));
    expect(comments).toHaveLength(2);
    for (const { body } of comments) {
      expect(harmOf(body)).toEqual([]);
      expect(body).not.toContain("<!--");
      expect(body.isWellFormed()).toBe(true);
    }
  });

  it.each(ATTACKS)("%j does no harm in a check run", (attack) => {
    for (const run of checkRunsOf(hostile(attack))) {
      expect(harmOf(run.summary)).toEqual([]);
      expect(run.title).not.toContain("\n");
      for (const { message } of run.annotations) expect(message).toBe(printable(message));
    }
  });

  it.each(ATTACKS)("%j rewrites no terminal", (attack) => {
    const text = renderReviewText(hostile(attack), { colour: false, width: 100 });
    expect(text).toBe(printableLines(text));
  });

  it("shows a hidden marker of a value without its meaning", () => {
    const markdown = renderReviewMarkdown(hostile("<!-- holdfast:review -->"), { summaryUrl: null });
    expect(markdown).not.toContain("<!--");
    expect(pageOf(markdown).fences.join()).toContain("holdfast:review");
  });

  it("gives no suggestion that holds what a reader cannot see", () => {
    const [first] = inlineCommentsOf(hostile("a\u202eb"));
    expect(first?.body).not.toContain("suggestion");
  });

  it("cuts values of 200 KB and lists of 5,000 lines in place, in time", () => {
    const long = "x".repeat(200_000);
    const lines = Array.from({ length: 5000 }, (_, index) => `line ${index}`).join("\n");
    const of = resource("", "ConfigMap", long);
    const fields = [field("/data/a", long, `${long}y`), field("/data/b", lines, lines.replaceAll("1", "2"))];
    const report = review([reviewed("idfint", { resources: [changed(of, fields)], notes: [long] })]);
    const started = performance.now();
    const markdown = renderReviewMarkdown(report, { summaryUrl: null });
    expect(performance.now() - started).toBeLessThan(2000);
    expect(markdown.length).toBeLessThan(15_000);
    expect(markdown).toMatch(/xxx…/);
    expect(markdown).toMatch(/and [\d]+ more lines/);
  });
});

it("report/review: no line, however much stands on it, makes a comment that GitHub does not take", () => {
  const long = "<".repeat(900);
  const lines = Array.from({ length: 200 }, (_, index) =>
    line({
      key: `${long}.${index}`,
      reach: { fields: 1, resources: 1, environments: [long, `${long}2`] },
      consequences: [{ name: "null-value", severity: "high", message: `${long}${index}`, environments: [long] }],
    }),
  );
  const [comment, ...others] = inlineCommentsOf({ lines });
  expect(others).toEqual([]);
  expect(comment?.body).toContain("more");
  expect(comment?.body.length).toBeLessThan(65_000);
});
