import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { renderReviewMarkdown } from "../../../../src/report/index.ts";
import type { ReviewReport } from "../../../../src/vocabulary/index.ts";
import { SEVERITIES } from "../../../../src/vocabulary/index.ts";
import { ARCHIVE, HAS_PHALANX } from "../../../servers/phalanx/lab/tree.ts";
import { applications, plainRenders } from "../place.ts";
import { EDITS, WIDE } from "./edits.ts";
import { PhalanxGround } from "./ground.ts";

// Each test renders charts, and the machine may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** What GitHub takes in a comment. */
const LIMIT = 65_536;
/** Bytes into which the comment of many applications does not fit. */
const SHORT = 4500;

describe("review: phalanx", () => {
  it.each([HAS_PHALANX ? "has the Phalanx archive" : "did not run: the Phalanx archive is not here"])("%s", () => {
    expect(existsSync(ARCHIVE)).toBe(HAS_PHALANX);
  });
});

describe.runIf(HAS_PHALANX)("review: edits of phalanx", () => {
  let ground: PhalanxGround;

  beforeAll(async () => {
    ground = await PhalanxGround.open();
  });

  afterAll(async () => {
    await ground[Symbol.asyncDispose]();
  });

  it.each(EDITS)("$name", async (edit) => {
    const report = await ground.review(edit.edits, edit.environments);
    expect(applications(report)).toEqual(edit.applications);
    expect(linesOf(report).toSorted()).toEqual(edit.lines.toSorted());
    expect(findingsOf(report).toSorted()).toEqual(edit.findings.toSorted());
    expect(report.environments.flatMap(({ unreadable }) => unreadable)).toEqual([]);
    expect(reachedOf(report)).toBeLessThanOrEqual(2 * report.stats.applications);
    const reached = report.environments.map(({ name }) => name);
    expect([...reached, ...report.unchanged].toSorted()).toEqual(edit.environments.toSorted());

    /** Renders that are neither probes, nor neighbours, nor the environment's own chart, which names its applications. */
    function reachedOf({ stats }: ReviewReport): number {
      return plainRenders({ ...report, stats }) - stats.neighbours - edit.environments.length;
    }
  });

  it("a label of many charts: the comment stays within the limit and whole", async () => {
    const report = await ground.review(WIDE.edits, WIDE.environments);
    const reached = applications(report);
    expect(reached.length).toBeGreaterThanOrEqual(40);
    expect(linesOf(report).toSorted()).toEqual(WIDE.edits.map(([file]) => expect.stringContaining(`head ${file}:`)));
    expect(findingsOf(report).filter((found) => !found.includes("refused"))).toEqual([]);
    const text = renderReviewMarkdown(report, { summaryUrl: null });
    expect(Buffer.byteLength(text)).toBeLessThan(LIMIT);
    expect(text.indexOf("**")).toBe(0);
    for (const { name } of report.environments) expect(text.indexOf(name)).toBeLessThan(text.indexOf("\n###"));
    expectWhole(text);
    const short = renderReviewMarkdown(report, { summaryUrl: null, budget: SHORT });
    expect(Buffer.byteLength(short)).toBeLessThanOrEqual(SHORT);
    expect(short).toMatch(/\d+ sections? do(es)? not fit here\. `--output json` has everything\./);
    expectWhole(short);
  });
});

/** Nothing that was opened is left open. */
function expectWhole(text: string): void {
  expect(text.match(/<details>/g)?.length ?? 0).toBe(text.match(/<\/details>/g)?.length ?? 0);
  expect((text.match(/^`{3,}/gm)?.length ?? 0) % 2).toBe(0);
  expect(text.trimEnd().endsWith("</sub>")).toBe(true);
}

function linesOf({ lines }: ReviewReport): string[] {
  return lines.map(({ side, file, line, key }) => `${side} ${file}:${line} ${key}`);
}

function findingsOf({ environments }: ReviewReport): string[] {
  return environments.flatMap(({ name, findings }) =>
    findings
      .filter(({ severity }) => SEVERITIES.indexOf(severity) < SEVERITIES.indexOf("info"))
      .map(({ reason, provenance }) => `${name}: ${reason} ${provenance?.file}:${provenance?.line}`),
  );
}
