import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import type { Workplace } from "../../cli/workplace.ts";
import { type GitHubRepository, GitHubServer } from "../server/index.ts";
import { BASELINE, openDemo, RECORDED, Running, writingTo } from "./demo.ts";

// Each test runs the program several times, and the machine may be busy.
vi.setConfig({ testTimeout: 240_000 });

describe("test/servers/github/report", () => {
  let server: GitHubServer;
  let place: Workplace;
  let repository: GitHubRepository;
  let repositories = 0;

  beforeAll(async () => {
    server = await GitHubServer.start();
    place = await openDemo();
  });
  beforeEach(async () => {
    repository = await server.createRepository(`lsst/drift-${++repositories}`);
  });
  afterAll(async () => {
    await place[Symbol.asyncDispose]();
    await server.close();
  });

  function report(...args: readonly string[]) {
    return place.holdfast(["report", ...RECORDED, ...args], { env: writingTo(server, repository) });
  }

  it("makes one issue, edits nothing the second time, closes it, and opens it again", async () => {
    const first = await report("--issue");
    expect(first).toMatchObject({ code: 0, stderr: expect.stringMatching(/^Issue made http\S+\/issues\/1\n$/) });
    expect(first.stdout).toContain("<code>idfint</code> is drifted");
    expect(repository.issues).toMatchObject([{ title: "Drift: idfint", state: "open", author: { login: BOT } }]);

    const writes = server.writes;
    const second = await report("--issue", "--detailed-exitcode");
    expect(second).toMatchObject({ code: 2, stderr: "Nothing is new on GitHub.\n" });
    expect(server.writes).toBe(writes);

    await place.holdfast(["check", ...RECORDED, "--write-baseline", "known"]);
    expect(await report("--issue")).toMatchObject({ code: 0, stderr: expect.stringContaining("Issue edited") });
    expect(repository.issues).toMatchObject([{ title: "Drift: none", state: "closed", stateReason: "completed" }]);

    await rm(join(place.root, BASELINE));
    expect(await report("--issue")).toMatchObject({ code: 0 });
    expect(repository.issues).toMatchObject([{ title: "Drift: idfint", state: "open" }]);
  });

  it("asks nothing of GitHub without --issue, and in a dry run says what it would do", async () => {
    const requests = server.requests.length;
    expect(await report()).toMatchObject({ code: 0, stderr: "" });
    expect(server.requests).toHaveLength(requests);
    const ran = await report("--issue", "--dry-run");
    expect(ran).toMatchObject({ code: 0, stderr: 'Dry run: would create the issue "Drift: idfint".\n' });
    expect(repository.issues).toEqual([]);
  });

  it("what cannot be written is no success: the report comes first, then one sentence", async () => {
    const token = server.actionsToken(repository, { issues: "read" });
    const env = { ...writingTo(server, repository), GITHUB_TOKEN: token };
    const ran = await place.holdfast(["report", ...RECORDED, "--issue"], { env });
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain("<code>idfint</code> is drifted");
    expect(ran.stderr).toMatch(/^Issue not written: could not write the issue .*`issues: write`.*\n$/);
    expect(ran.stdout + ran.stderr).not.toContain(token);
  });

  it("nor is what cannot be read", async () => {
    const env = { ...writingTo(server, repository), GITHUB_TOKEN: "no-token-of-anybody" };
    const ran = await place.holdfast(["report", ...RECORDED, "--issue"], { env });
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain("<code>idfint</code> is drifted");
    expect(ran.stderr).toMatch(/^Could not [^\n]*HTTP 401[^\n]*\n$/);
  });

  it("on a schedule reports again and again, lives through a failed write, and ends with 0", async () => {
    server.fail({ operation: "issues/create", status: 403 });
    const running = startEvery(2);
    await vi.waitFor(() => expect(running.stderr).toContain("Nothing is new on GitHub."), PATIENCE);
    expect(await running.stop("SIGTERM")).toBe(0);
    expect(running.stderr).toMatch(/^\S+Z the first run is due at \S+ \S+ Europe\/Berlin\n/);
    expect(running.stderr).toContain("Issue not written: ");
    expect(running.stdout.match(/is drifted/g)?.length).toBeGreaterThan(2);
    expect(repository.issues).toMatchObject([{ title: "Drift: idfint", state: "open" }]);
    expect((await place.contents(place.temporary)).size).toBe(0);
  });

  it.each(["SIGTERM", "SIGINT"] as const)(
    "%s in the middle of a run ends it with 0, and leaves nothing",
    async (signal) => {
      server.delay({ operation: "issues/list-for-repo", ms: 20_000 });
      const running = startEvery(1);
      await vi.waitFor(() => expect(running.stdout).toContain("is drifted"), PATIENCE);
      expect(await running.stop(signal)).toBe(0);
      expect(running.stderr).not.toContain("failed");
      expect((await place.contents(place.temporary)).size).toBe(0);
    },
  );

  it("reads holdfast.yaml anew in each run, and a mistake in it is told in one line", async () => {
    const config = await readFile(join(place.root, "holdfast.yaml"), "utf8");
    onTestFinished(() => place.write({ "holdfast.yaml": config }));
    const running = startEvery(2);
    await vi.waitFor(() => expect(running.stderr).toContain("the next run"), PATIENCE);
    await place.write({ "holdfast.yaml": "schemaVersion: 7\n" });
    await vi.waitFor(() => expect(running.stderr).toMatch(/Z the run failed: [^\n]*schemaVersion[^\n]*\n/), PATIENCE);
    expect(await running.stop("SIGTERM")).toBe(0);
  });

  function startEvery(seconds: number): Running {
    const args = ["report", ...RECORDED, "--issue", "--schedule", `*/${seconds} * * * * *`, "--time-zone", ZONE];
    return new Running(args, { cwd: place.root, env: { ...place.env, ...writingTo(server, repository) } });
  }
});

const BOT = "github-actions[bot]";
const ZONE = "Europe/Berlin";
const PATIENCE = { timeout: 100_000, interval: 100 };
