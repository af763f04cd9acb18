import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type DriftIssue,
  type FirstSeen,
  firstSeen,
  recallSince,
  renderDriftIssue,
} from "../../../src/report/index.ts";
import { rememberSince } from "../../../src/report/issue-memory.ts";
import type { CheckReport, Finding } from "../../../src/vocabulary/index.ts";
import { ATTACKS, harmOf } from "./markdown-page.ts";
import { environment, FINDINGS, FULL, finding, NOW, reportOf, resource } from "./report-fixture.ts";

const NEW: FirstSeen = new Map();
const issue = (report: CheckReport, since = NEW, budget?: number): DriftIssue =>
  renderDriftIssue(report, { since, now: NOW, ...(budget === undefined ? {} : { budget }) });
const daysAgo = (days: number): string => new Date(NOW.getTime() - days * 86_400_000).toISOString();
const since = (days: number): FirstSeen =>
  new Map(FULL.environments.flatMap(({ findings }) => findings.map(({ id }) => [id, daysAgo(days)])));

describe("report/issue", () => {
  it("says the verdict first, then what is drifted, since when, by whom, and the remedy", () => {
    const report = reportOf([environment("idfint", { findings: FINDINGS.slice(0, 3) })]);
    const [first, second] = report.environments[0]?.findings ?? [];
    const seen = new Map([
      [first?.id ?? "", daysAgo(0.5)],
      [second?.id ?? "", daysAgo(3)],
    ]);
    const { title, body } = issue(report, seen);
    expect(title).toBe("Drift: idfint");
    expect(body.split("\n<details>")[0]).toMatchInlineSnapshot(`
      "**<code>idfint</code> is drifted: 3 high; the oldest is there for 3 days**

      ### idfint is drifted

      | what | since when, by whom | remedy |
      | --- | --- | --- |
      | **high** changed <code>Kafka alert-broker</code><br><code>/spec/kafka/config/log.retention.hours</code> | 3 days, since 2026&#8209;11&#8209;21&nbsp;06:30&nbsp;UTC<br>changed 2026&#8209;11&#8209;21 by <code>kubectl-edit</code> | <code>holdfast apply idfint 26d5edf4ae65</code> |
      | **high** added <code>Kafka alert-broker</code><br><code>/spec/kafka/config/auto.create.topics.enable</code> | less than a day, since 2026&#8209;11&#8209;23&nbsp;18:30&nbsp;UTC<br>changed 2026&#8209;11&#8209;21 by <code>kubectl-edit</code> | <code>holdfast adopt idfint 6edc57c8f447</code> |
      | **high** changed <code>Kafka alert-broker</code><br><code>/spec/kafka/listeners</code> | new<br>changed 2026&#8209;11&#8209;24 by <code>kubectl-patch</code> | <code>holdfast apply idfint 0ab7383c00db</code> |
      "
    `);
  });

  it("puts the most severe first, then the oldest", () => {
    const findings = FINDINGS.filter(({ severity }) => severity === "high").slice(0, 3);
    const report = reportOf([environment("idfint", { findings })]);
    const ids = report.environments[0]?.findings.map(({ id }) => id) ?? [];
    const seen = new Map(ids.map((id, index) => [id, daysAgo(index * 2 + 1)]));
    expect([...issue(report, seen).body.matchAll(/(\d) days?, since/g)].map(([, days]) => days)).toEqual([
      "5",
      "3",
      "1",
    ]);
  });

  it("tells what could not be read, what is ignored and what nobody looked at", () => {
    const { body } = issue(FULL);
    expect(body).toContain("- **could not be read**: ");
    expect(body).toContain("Ignored: 1 by rule.");
    expect(body).toContain("Not looked at: <code>Secret in vault</code>.");
  });

  it("names every environment and says when all is well", () => {
    const calm = reportOf([environment("idfdev"), environment("idfprod")]);
    expect(issue(calm).title).toBe("Drift: none");
    expect(issue(calm).body).toMatch(
      /^\*\*2 environments are in sync\*\*\n\nIn sync: <code>idfdev<\/code> and <code>idfprod<\/code>\./,
    );
    const mixed = reportOf([environment("idfdev"), ...FULL.environments]);
    expect(issue(mixed).body).toMatch(/^\*\*1 of 2 environments not in sync \(1 unknown\): 2 unreadable, /);
  });

  it("says the same within a day, and whatever the run cost", () => {
    const [only] = FULL.environments;
    const later = { since: since(3), now: new Date(NOW.getTime() + 3_600_000) };
    const other = { objects: 1, requests: 1, renders: 1, seconds: 9 };
    const report = { ...FULL, environments: only === undefined ? [] : [{ ...only, stats: other }] };
    expect(renderDriftIssue(report, later)).toEqual(issue(FULL, since(3)));
  });

  it.each([20_000, 65_000])("stays within %i bytes by whole sections, and says how many it cut", (budget) => {
    const findings = Array.from({ length: 300 }, (_, index) =>
      finding({
        kind: "changed",
        resource: resource("", "ConfigMap", `map-${index}`),
        path: ["data", "a"],
        desired: "a",
        live: "b",
      }),
    );
    const names = Array.from({ length: 24 }, (_, index) => `env-${index}`);
    const { body } = issue(reportOf(names.map((name) => environment(name, { findings }))), NEW, budget);
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(budget);
    expect(body).toMatch(/\d+ sections do not fit here/);
    for (const name of names) expect(body).toContain(`### ${name} is drifted`);
    expect(harmOf(body, 1)).toEqual([]);
  });

  it.each(ATTACKS)("%j does no harm", (attack) => {
    const hostile: Finding = {
      ...finding({
        kind: "changed",
        resource: resource("", "ConfigMap", attack),
        path: ["data", attack],
        desired: attack,
        live: [attack],
      }),
      attribution: { manager: attack, operation: "Update", time: attack },
      consequences: [attack],
      message: attack,
    };
    const report = reportOf([
      environment(attack, {
        findings: [hostile],
        unreadable: [{ id: attack, what: attack, why: attack }],
        notLookedAt: [{ what: attack, why: attack, expires: null }],
        notes: [attack],
      }),
      environment("idfdev"),
    ]);
    const { title, body } = renderDriftIssue(report, {
      since: new Map([
        [hostile.id, attack],
        [attack, attack],
      ]),
      now: NOW,
    });
    expect(harmOf(body, 1)).toEqual([]);
    expect(body.split("<!--")).toHaveLength(2);
    expect(title).not.toMatch(/\n/);
    expect(recallSince(body, NOW)).toEqual(new Map());
  });
});

describe("report/issue-memory", () => {
  it("gives back what it kept, to the minute", () => {
    const kept = new Map([
      ["0123456789ab", "2026-11-21T08:00:00.000Z"],
      ["ba9876543210", "2024-01-01T00:00:00.000Z"],
    ]);
    expect(recallSince(`text\n${rememberSince(kept)}\n`, NOW)).toEqual(kept);
  });

  it.each([
    ["nothing at all", ""],
    ["no comment", "0123456789ab.hoe1c"],
    ["times to come", rememberSince(new Map([["0123456789ab", "2030-01-01T00:00:00Z"]]))],
    ["no ids", "<!-- holdfast:since x.1 0123456789abc.1 0123456789AB.1 -->"],
    ["times that are none", "<!-- holdfast:since 0123456789ab.!! 0123456789ab.zzzzzzzzzzzz -->"],
  ])("finds nothing in %s", (_name, body) => {
    expect(recallSince(body, NOW)).toEqual(new Map());
  });

  it("finds what is left of a comment that somebody broke", () => {
    const whole = rememberSince(
      new Map([
        ["0123456789ab", daysAgo(1)],
        ["ba9876543210", daysAgo(2)],
      ]),
    );
    expect(recallSince(whole.replace(" -->", ""), NOW).size).toBe(2);
    expect(recallSince(whole.slice(0, 45), NOW).size).toBe(1);
    expect(recallSince(`${whole}\nedited by hand`, NOW).size).toBe(2);
  });

  it("is bounded and holds nothing but ids and times", () => {
    const id = fc.oneof(
      fc.constantFrom(...ATTACKS),
      fc.integer({ min: 0, max: 2 ** 40 }).map((n) => n.toString(16).padStart(12, "0")),
    );
    const entries = fc.array(fc.tuple(id, fc.oneof(fc.constant(daysAgo(3)), fc.string())), { maxLength: 1000 });
    fc.assert(
      fc.property(entries, (all) => {
        const text = rememberSince(new Map(all));
        expect(text).toMatch(/^<!-- holdfast:since( [0-9a-f]{12}\.[0-9a-z]+)* -->$/);
        expect(text.length).toBeLessThan(13_000);
      }),
      { numRuns: 50, endOnFailure: true },
    );
  });

  it("keeps what is remembered, adds what is new, and forgets what is gone", () => {
    const report = reportOf([environment("idfint", { findings: FINDINGS.slice(0, 2) })]);
    const [first, second] = FINDINGS.map(({ id }) => id);
    const seen = firstSeen(
      report,
      new Map([
        [first ?? "", daysAgo(4)],
        ["0123456789ab", daysAgo(9)],
      ]),
      NOW,
    );
    expect(seen).toEqual(
      new Map([
        [first, daysAgo(4)],
        [second, NOW.toISOString()],
      ]),
    );
  });
});
