import { describe, expect, it } from "vitest";
import { findingOf } from "../findings/fixture.ts";
import { recallSince } from "../report/index.ts";
import type { CheckReport, Finding } from "../vocabulary/index.ts";
import { publishDriftIssue } from "./drift-issue.ts";
import { Issues, reportOf } from "./issue-fixture.ts";

const MONDAY = "2026-11-23T06:00:00.000Z";
const TUESDAY = "2026-11-24T06:00:00.000Z";
const WEDNESDAY = "2026-11-25T06:00:00.000Z";

const REPLICAS = findingOf({ desired: 3, live: 5 });
const VERSION = findingOf({ path: ["spec", "kafka", "version"], desired: "4.1.0", live: "4.0.0" });
const UNREACHABLE = findingOf({ kind: "unreadable", path: [], reason: "unreachable" });

const DRIFTED = reportOf({ idfint: [REPLICAS] });
const CALM = reportOf({ idfint: [] });

/** Reports one after the other, each at its time. @returns the GitHub that they were written to. */
async function written(...runs: readonly (readonly [string, CheckReport])[]): Promise<Issues> {
  const github = new Issues();
  for (const [time, report] of runs) {
    await publishDriftIssue(report, { github, marker: "report", now: new Date(time) });
  }
  return github;
}

function sinceIn({ held }: Issues, { id }: Finding): string | undefined {
  return recallSince(held[0]?.body ?? "", new Date("2027-01-01")).get(id);
}

describe("publish/drift-issue", () => {
  it("makes one open issue, and edits nothing while nothing changes", async () => {
    const later = "2026-11-23T18:00:00.000Z";
    const github = await written([MONDAY, DRIFTED], [later, reportOf({ idfint: [REPLICAS] })]);
    expect(github.outcomes).toEqual(["created", "unchanged"]);
    expect(github.held).toMatchObject([{ open: true, title: "Drift: idfint", labels: [] }]);
  });

  it("makes none while all is in sync", async () => {
    const github = await written([MONDAY, CALM], [TUESDAY, CALM]);
    expect(github.held).toEqual([]);
    expect(github.outcomes).toEqual(["unchanged", "unchanged"]);
  });

  it("keeps since when each finding is there, and adds new ones", async () => {
    const github = await written([MONDAY, DRIFTED], [WEDNESDAY, reportOf({ idfint: [VERSION, REPLICAS] })]);
    expect(github.outcomes).toEqual(["created", "configured"]);
    expect(sinceIn(github, REPLICAS)).toBe(MONDAY);
    expect(sinceIn(github, VERSION)).toBe(WEDNESDAY);
    expect(github.held[0]?.body).toContain("2 days");
  });

  it("closes the issue when drift is gone, and opens it anew with a new time when it is back", async () => {
    const gone = await written([MONDAY, DRIFTED], [TUESDAY, CALM]);
    expect(gone.held).toMatchObject([{ open: false, title: "Drift: none" }]);
    const back = await written([MONDAY, DRIFTED], [TUESDAY, CALM], [WEDNESDAY, DRIFTED]);
    expect(back.outcomes).toEqual(["created", "configured", "configured"]);
    expect(back.held).toMatchObject([{ open: true }]);
    expect(sinceIn(back, REPLICAS)).toBe(WEDNESDAY);
  });

  it("forgets a finding that is gone while others stay", async () => {
    const both = reportOf({ idfint: [VERSION, REPLICAS] });
    const github = await written([MONDAY, both], [TUESDAY, DRIFTED], [WEDNESDAY, both]);
    expect(sinceIn(github, REPLICAS)).toBe(MONDAY);
    expect(sinceIn(github, VERSION)).toBe(WEDNESDAY);
  });

  it("forgets nothing while something could not be read, and stays open", async () => {
    const blind = reportOf({ idfint: [UNREACHABLE] });
    const dark = await written([MONDAY, DRIFTED], [TUESDAY, blind]);
    expect(dark.held).toMatchObject([{ open: true }]);
    const back = await written([MONDAY, DRIFTED], [TUESDAY, blind], [WEDNESDAY, DRIFTED]);
    expect(sinceIn(back, REPLICAS)).toBe(MONDAY);
    expect(sinceIn(back, UNREACHABLE)).toBeUndefined();
  });

  it("is about its findings, whatever their age and order", async () => {
    const subjects = [
      await written([MONDAY, reportOf({ idfint: [VERSION, REPLICAS] })]),
      await written([MONDAY, DRIFTED], [WEDNESDAY, reportOf({ idfint: [REPLICAS, VERSION] })]),
      await written([MONDAY, DRIFTED]),
    ].map(({ held }) => held[0]?.subject);
    expect(subjects[0]).toBe(subjects[1]);
    expect(subjects[0]).not.toBe(subjects[2]);
  });

  it("two reports with different markers have an issue each", async () => {
    const github = new Issues();
    for (const marker of ["report:idfint", "report:idfprod"]) {
      await publishDriftIssue(DRIFTED, { github, marker, now: new Date(MONDAY) });
    }
    await publishDriftIssue(CALM, { github, marker: "report:idfprod", now: new Date(TUESDAY) });
    expect(github.held.map(({ marker, open }) => [marker, open])).toEqual([
      ["report:idfint", true],
      ["report:idfprod", false],
    ]);
  });

  it.each([
    ["forty environments with three findings each are told in full", 40, 3],
    ["forty environments with thirty findings each are named, and stay under the limit", 40, 30],
  ])("%s; the second run edits nothing", async (...[, environments, findings]) => {
    const names = Array.from({ length: environments }, (_, index) => `environment-${index}`);
    const all = new Map(names.map((name) => [name, findingsOf(name, findings)]));
    const report = reportOf(Object.fromEntries(all));
    const github = await written([MONDAY, report], ["2026-11-23T18:00:00.000Z", report]);
    const body = github.held[0]?.body ?? "";
    expect(Buffer.byteLength(body)).toBeLessThan(65_536);
    for (const name of names) expect(body).toContain(`<code>${name}</code>`);
    const told = [...all.values()]
      .flat()
      .filter(({ id }) => body.includes(`<code>holdfast apply`) && body.includes(id));
    expect(told.length).toBeGreaterThanOrEqual(120);
    expect(github.outcomes).toEqual(["created", "unchanged"]);
  });
});

function findingsOf(environment: string, count: number): Finding[] {
  const context = { environment, application: "alert-stream-broker", system: "kafka-cluster" };
  return Array.from({ length: count }, (_, index) =>
    findingOf(
      { path: ["spec", "kafka", "config", `key-${index}`], desired: "ü".repeat(200), live: "é".repeat(200) },
      context,
    ),
  );
}
