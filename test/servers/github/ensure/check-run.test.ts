import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CheckRun, ConnectedGitHub } from "../../../../src/github/index.ts";
import { GitHubServer } from "../server/index.ts";
import { annotations, checkRun } from "./scenarios.ts";
import { connect, openWorld, type World, writesOf } from "./world.ts";

describe("test/servers/github/ensure/check-run", () => {
  let server: GitHubServer;
  let world: World;
  let github: ConnectedGitHub;
  let head: string;

  beforeAll(async () => {
    server = await GitHubServer.start();
    world = await openWorld(server);
    github = await connect(world);
    head = await world.repository.headOf(world.number);
  });
  afterAll(() => server.close());

  function put(name: string, more: Partial<CheckRun> = {}) {
    return github.ensureCheckRun(head, checkRun(name, more));
  }

  function runs(name: string) {
    return world.repository.checkRuns.filter((run) => run.name === name);
  }

  it("is made with all its annotations, fifty at a time, and a second run writes nothing", async () => {
    const all = { annotations: annotations(120) };
    expect(await writesOf(world, () => put("many", all))).toBe(3);
    expect(runs("many").map((run) => run.annotations.map(({ message }) => message))).toEqual([
      all.annotations.map(({ message }) => message),
    ]);
    expect(runs("many")[0]).toMatchObject({ conclusion: "neutral", status: "completed", title: "Two findings" });
    expect(await writesOf(world, () => put("many", all))).toBe(0);
  });

  it("is changed in place where its annotations stay", async () => {
    const first = await put("same", { annotations: annotations(2) });
    const second = await put("same", { annotations: annotations(2), title: "Other", conclusion: "failure" });
    expect(second).toMatchObject({ outcome: "configured", id: first.id });
    expect(runs("same")).toHaveLength(1);
    expect(runs("same")[0]).toMatchObject({ title: "Other", conclusion: "failure" });
    expect(runs("same")[0]?.annotations).toHaveLength(2);
  });

  it("is made anew where its annotations change, and the newest counts", async () => {
    const first = await put("anew", { annotations: annotations(2) });
    const second = await put("anew", { annotations: annotations(1) });
    expect(second).toMatchObject({ outcome: "created" });
    expect(second.id).toBeGreaterThan(first.id ?? 0);
    expect(await writesOf(world, () => put("anew", { annotations: annotations(1) }))).toBe(0);
    expect(await put("anew", { annotations: annotations(2) })).toMatchObject({ outcome: "created" });
  });

  it("is completed where a run was cut off between two batches", async () => {
    const all = { annotations: annotations(120) };
    server.fail({ operation: "checks/update", status: 403, after: 1 });
    expect(await put("cut", all)).toMatchObject({ outcome: "failed" });
    expect(runs("cut")[0]?.annotations).toHaveLength(100);
    expect(await put("cut", all)).toMatchObject({ outcome: "configured" });
    expect(runs("cut").map((run) => run.annotations.length)).toEqual([120]);
  });

  it("is another one for another key", async () => {
    await put("keys", { key: "holdfast" });
    expect(await put("keys", { key: "other" })).toMatchObject({ outcome: "created" });
    expect(await put("keys", { key: "holdfast" })).toMatchObject({ outcome: "unchanged" });
  });

  it("says what the token lacks", async () => {
    const weaker = await connect(world, { GITHUB_TOKEN: server.actionsToken(world.repository, { checks: "read" }) });
    const written = await weaker.ensureCheckRun(head, checkRun("lacking"));
    expect(written).toMatchObject({ outcome: "failed", why: expect.stringContaining("it needs `checks: write`") });
  });

  it("is left out where the token is a person's, which GitHub takes no check runs from", async () => {
    const person = await connect(world, { GITHUB_TOKEN: server.userToken("ada") });
    const why = "only an App or the token of a workflow may create check runs";
    expect(await person.ensureCheckRun(head, checkRun("person"))).toMatchObject({ outcome: "skipped", why });
  });

  it("is refused as a bug of the caller where a text is too long", async () => {
    await expect(async () => put("long", { summary: "x".repeat(65_536) })).rejects.toThrow("GitHub takes 65535");
  });
});
