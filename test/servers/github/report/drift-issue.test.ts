import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findingOf } from "../../../../src/findings/fixture.ts";
import type { ConnectedGitHub } from "../../../../src/github/index.ts";
import { publishDriftIssue } from "../../../../src/publish/index.ts";
import { reportOf } from "../../../../src/publish/issue-fixture.ts";
import { recallSince } from "../../../../src/report/index.ts";
import type { CheckReport } from "../../../../src/vocabulary/index.ts";
import { connect, openWorld, type World, writesOf } from "../ensure/world.ts";
import { GitHubServer } from "../server/index.ts";

const REPLICAS = findingOf({ desired: 3, live: 5 });
const DRIFTED = reportOf({ idfint: [REPLICAS] });
const CALM = reportOf({ idfint: [] });

describe("test/servers/github/report/drift-issue", () => {
  let server: GitHubServer;
  let world: World;
  let github: ConnectedGitHub;

  beforeAll(async () => {
    server = await GitHubServer.start();
  });
  beforeEach(async () => {
    world = await openWorld(server);
    github = await connect(world);
  });
  afterAll(() => server.close());

  function publish(report: CheckReport, day: number) {
    return publishDriftIssue(report, { github, marker: "report", now: new Date(Date.UTC(2026, 10, day, 6)) });
  }

  function since(): string | undefined {
    const body = world.repository.issues[0]?.body ?? "";
    return recallSince(body, new Date("2027-01-01")).get(REPLICAS.id)?.slice(0, 10);
  }

  it("tells the age since the first report, and begins anew when drift is back", async () => {
    expect(await publish(DRIFTED, 2)).toMatchObject({ outcome: "created" });
    expect(await publish(DRIFTED, 5)).toMatchObject({ outcome: "configured" });
    expect(since()).toBe("2026-11-02");
    expect(await publish(CALM, 6)).toMatchObject({ outcome: "configured" });
    expect(world.repository.issues).toMatchObject([{ state: "closed" }]);
    expect(await writesOf(world, () => publish(CALM, 7))).toBe(0);
    await publish(DRIFTED, 9);
    expect(world.repository.issues).toMatchObject([{ state: "open" }]);
    expect(since()).toBe("2026-11-09");
  });

  it("writes nothing for a calm environment, nor a second time the same day", async () => {
    expect(await writesOf(world, () => publish(CALM, 2))).toBe(0);
    expect(await writesOf(world, () => publish(DRIFTED, 3))).toBe(1);
    expect(await writesOf(world, () => publish(DRIFTED, 3))).toBe(0);
  });

  it("a lost answer leads to no second issue, and a lost edit is made up for", async () => {
    server.loseResponse({ operation: "issues/create" });
    await publish(DRIFTED, 2);
    server.loseResponse({ operation: "issues/update" });
    await publish(DRIFTED, 4);
    await publish(DRIFTED, 4);
    expect(world.repository.issues).toMatchObject([{ state: "open", body: expect.stringContaining("2 days") }]);
    expect(server.unusedFaults).toEqual([]);
  });

  it("stays closed where a person declined it, until it is about something else", async () => {
    await publish(DRIFTED, 2);
    const [issue] = world.repository.issues;
    if (issue !== undefined) Object.assign(issue, { state: "closed", stateReason: "not_planned" });
    expect(await publish(DRIFTED, 9)).toMatchObject({ outcome: "skipped" });
    const more = findingOf({ path: ["spec", "kafka", "version"], desired: "4.1.0", live: "4.0.0" });
    await publish(reportOf({ idfint: [REPLICAS, more] }), 10);
    expect(world.repository.issues).toMatchObject([{ state: "open" }]);
    expect(since()).toBe("2026-11-02");
  });

  it("GitHub takes forty environments with thirty findings each", async () => {
    const names = Array.from({ length: 40 }, (_, index) => `environment-${index}`);
    const findings = (environment: string) =>
      Array.from({ length: 30 }, (_, index) =>
        findingOf(
          { path: ["spec", "kafka", "config", `key-${index}`], desired: 1, live: "é".repeat(300) },
          { environment, application: "alert-stream-broker", system: "kafka-cluster" },
        ),
      );
    const report = reportOf(Object.fromEntries(names.map((name) => [name, findings(name)])));
    expect(await publish(report, 2)).toMatchObject({ outcome: "created" });
    expect(await writesOf(world, () => publish(report, 2))).toBe(0);
  });
});
