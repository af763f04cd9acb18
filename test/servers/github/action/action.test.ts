import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type GitHubRepository, GitHubServer } from "../server/index.ts";
import { exampleFiles } from "./example.ts";
import { Runner } from "./runner.ts";

const VALUES = "environments/idfint/alert-stream-broker.yaml";
const REVIEW = { verb: "review", "fail-on": "never" };
const PERMISSIONS = { contents: "read", pull_requests: "write", checks: "write" } as const;

describe("action, as it is bundled", () => {
  let server: GitHubServer;
  let repository: GitHubRepository;
  let runner: Runner;
  let files: Readonly<Record<string, string>>;

  beforeAll(async () => {
    server = await GitHubServer.start();
    repository = await server.createRepository("acme/alerts");
    files = await exampleFiles();
    await repository.commit({ branch: "main", files });
    runner = await Runner.open(server, repository);
  });
  afterAll(async () => {
    await runner[Symbol.asyncDispose]();
    await server.close();
  });

  const fewerPartitions = (): Record<string, string> => ({
    [VALUES]: (files[VALUES] ?? "").replace("partitions: 45", "partitions: 30"),
  });

  it("reviews a pull request, and writes nothing the second time", async () => {
    const head = await repository.commit({ branch: "fewer", from: "main", files: fewerPartitions() });
    const number = await repository.openPull({ head: "fewer" });
    await runner.checkOut(head);
    const step = {
      with: REVIEW,
      token: server.actionsToken(repository, PERMISSIONS),
      event: await server.pullRequestEvent(repository, number, "opened"),
    };
    const first = await runner.run(step);
    expect(first).toMatchObject({ code: 0, outputs: { verdict: "drifted", "exit-code": "2" } });
    expect(first.summary).toContain("partitions-lowered");
    expect(first.outputs["url"]).toContain(`/pull/${number}`);
    expect(repository.comments(number)).toHaveLength(1);
    expect(repository.threads(number).map(({ path, anchor }) => ({ path, line: anchor?.line }))).toEqual([
      { path: VALUES, line: 36 },
    ]);
    const runs = repository.checkRuns.map(({ name, conclusion }) => `${name}: ${conclusion}`);
    expect(runs.toSorted()).toEqual([
      "holdfast review / idfdev: success",
      "holdfast review / idfint: failure",
      "holdfast review / idfprod: success",
    ]);
    const { writes } = server;
    const second = await runner.run(step);
    expect(second.code).toBe(0);
    expect(server.writes).toBe(writes);
  });

  it("names files from the repository's root where holdfast.yaml lies in a folder below", async () => {
    const below = Object.entries(files).map(([path, text]) => [`deploy/${path}`, text] as const);
    await repository.commit({ branch: "below", from: "main", files: Object.fromEntries(below) });
    const changed = { [`deploy/${VALUES}`]: fewerPartitions()[VALUES] ?? "" };
    const head = await repository.commit({ branch: "fewer-below", from: "below", files: changed });
    const number = await repository.openPull({ head: "fewer-below", base: "below" });
    await runner.checkOut(head);
    const ran = await runner.run({
      with: { ...REVIEW, "working-directory": "deploy", environments: "idfint" },
      token: server.actionsToken(repository, PERMISSIONS),
      event: await server.pullRequestEvent(repository, number, "opened"),
    });
    expect(ran.code).toBe(0);
    expect(repository.threads(number).map(({ path, anchor }) => ({ path, line: anchor?.line }))).toEqual([
      { path: `deploy/${VALUES}`, line: 36 },
    ]);
    const run = repository.checkRuns.findLast(({ headSha }) => headSha === head);
    expect(run?.annotations.map(({ path }) => path)).toContain(`deploy/${VALUES}`);
  });

  it("writes nothing for a fork: the review is the job summary", async () => {
    const fork = await server.createRepository("mallory/alerts", { fork: repository });
    const head = await fork.commit({ branch: "fewer", from: "main", files: fewerPartitions() });
    const number = await repository.openPull({ head: "fewer", from: fork });
    await repository.git("fetch", fork.folder, head);
    await runner.checkOut(head);
    const { writes } = server;
    const ran = await runner.run({
      with: REVIEW,
      token: server.forkToken(repository),
      event: await server.pullRequestEvent(repository, number, "opened"),
    });
    expect(ran.code).toBe(0);
    expect(ran.summary).toContain("partitions-lowered");
    expect(ran.log).toContain("the pull request comes from a fork");
    expect(ran.log).toContain(`file=${VALUES}`);
    expect(server.writes).toBe(writes);
  });

  it("keeps one issue about drift", async () => {
    await runner.checkOut(await repository.git("rev-parse", "main"));
    const step = {
      with: { verb: "report", environments: "idfint", live: "environments/idfint/recording", "fail-on": "never" },
      token: server.actionsToken(repository, { contents: "read", issues: "write" }),
      event: {},
    };
    const first = await runner.run(step);
    expect(first).toMatchObject({ code: 0, outputs: { verdict: "drifted" } });
    expect(repository.issues).toHaveLength(1);
    const { writes } = server;
    await runner.run(step);
    expect(server.writes).toBe(writes);
    expect(repository.issues).toHaveLength(1);
  });

  it.each([
    ["a wrong input", { verb: "aply" }, "verb"],
    ["a folder that is not there", { "working-directory": "nowhere" }, "working-directory"],
    [
      "findings, where they fail the step",
      { live: "environments/idfint/recording", environments: "idfint" },
      "findings",
    ],
  ])("fails for %s, in a sentence", async (_what, inputs, word) => {
    await runner.checkOut(await repository.git("rev-parse", "main"));
    const ran = await runner.run({ with: inputs, token: server.forkToken(repository), event: {} });
    expect(ran.code).toBe(1);
    expect(ran.log).toMatch(new RegExp(`^::error::.*${word}`, "m"));
    expect(ran.log).not.toMatch(/\n\s+at /);
  });

  it("fails when GitHub does not know the token, and the job summary has the report all the same", async () => {
    await runner.checkOut(await repository.git("rev-parse", "main"));
    const inputs = { verb: "report", environments: "idfint", live: "environments/idfint/recording" };
    const ran = await runner.run({ with: { ...inputs, "fail-on": "never" }, token: "ghs_unknown", event: {} });
    expect(ran.code).toBe(1);
    expect(ran.log).toMatch(/^::error::The issue could not be written/m);
    expect(ran.summary).toContain("drifted");
    expect(ran.log).not.toMatch(/^(?!::add-mask::).*ghs_unknown/m);
  });

  it("fails when a comment cannot be written, and the job summary has the review all the same", async () => {
    const head = await repository.commit({ branch: "forbidden", from: "main", files: fewerPartitions() });
    const number = await repository.openPull({ head: "forbidden" });
    await runner.checkOut(head);
    const ran = await runner.run({
      with: REVIEW,
      token: server.actionsToken(repository, { contents: "read", pull_requests: "read", checks: "read" }),
      event: await server.pullRequestEvent(repository, number, "opened"),
    });
    expect(ran.code).toBe(1);
    expect(ran.log).toContain("pull-requests: write");
    expect(ran.summary).toContain("partitions-lowered");
  });
});
