import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ConnectedGitHub, MarkedIssue } from "../../../../src/github/index.ts";
import { GitHubServer } from "../server/index.ts";
import { connect, openWorld, type World, writesOf } from "./world.ts";

const US = "github-actions[bot]";

describe("test/servers/github/ensure/issue", () => {
  let server: GitHubServer;
  let world: World;
  let github: ConnectedGitHub;

  beforeAll(async () => {
    server = await GitHubServer.start();
    world = await openWorld(server);
    github = await connect(world);
  });
  afterAll(() => server.close());

  function put(marker: string, more: Partial<MarkedIssue> = {}) {
    return github.ensureIssue({
      marker,
      title: `Drift ${marker}`,
      body: "One",
      labels: ["drift"],
      open: true,
      ...more,
    });
  }

  function issues(marker: string) {
    return world.repository.issues.filter(({ title }) => title === `Drift ${marker}`);
  }

  it("is made with its labels, edited in place, closed when all is well, and opened again", async () => {
    const made = await put("life");
    expect(made).toMatchObject({ what: "issue", outcome: "created" });
    expect(issues("life")[0]).toMatchObject({ state: "open", labels: ["drift"] });
    expect(await writesOf(world, () => put("life"))).toBe(0);

    expect(await put("life", { body: "Two" })).toMatchObject({ outcome: "configured", id: made.id });
    await put("life", { body: "All is well.", open: false });
    expect(issues("life")[0]).toMatchObject({ state: "closed", stateReason: "completed" });
    expect(issues("life")[0]?.body).toContain("All is well.");
    expect(await writesOf(world, () => put("life", { body: "All is well.", open: false }))).toBe(0);

    expect(await put("life", { body: "Three" })).toMatchObject({ outcome: "configured", id: made.id });
    expect(issues("life").map(({ state }) => state)).toEqual(["open"]);
  });

  it("is not made where all is well", async () => {
    expect(await put("well", { open: false })).toMatchObject({ outcome: "unchanged", url: null });
    expect(issues("well")).toEqual([]);
  });

  it("is found by its marker and author, with the text without hidden lines", async () => {
    const { id, url } = await put("found", { body: "Text\nMore" });
    expect(await github.findIssue("found")).toEqual({ number: id, open: true, body: "Text\nMore", url });
    expect(await github.findIssue("lost")).toBeNull();
  });

  it("is not the issue of somebody else who uses the marker", async () => {
    const forged = "<!-- holdfast:forged -->\nOne";
    world.repository.openIssue({ title: "Forged", body: forged, author: "mallory" });
    expect(await github.findIssue("forged")).toBeNull();
    expect(await put("forged")).toMatchObject({ outcome: "created" });
    expect(world.repository.issues.find(({ title }) => title === "Forged")?.body).toBe(forged);
  });

  it("stays closed as a person closed it, until it is about something else than ages", async () => {
    const { id } = await put("declined", { subject: "topic a", body: "Topic a drifts since 1 day" });
    const [issue] = issues("declined");
    if (issue === undefined) throw new Error("There is no issue");
    [issue.state, issue.stateReason] = ["closed", "not_planned"];
    const older = () => put("declined", { subject: "topic a", body: "Topic a drifts since 2 days" });
    expect(await older()).toMatchObject({
      outcome: "skipped",
      why: `a person closed #${id} as not planned, and it is still about the same`,
    });
    expect(await writesOf(world, older)).toBe(0);
    expect(await put("declined", { subject: "topics a, b" })).toMatchObject({ outcome: "configured", id });
    expect(issue.state).toBe("open");
  });

  it("becomes one again where an earlier race made two", async () => {
    await put("twice");
    const [first] = issues("twice");
    if (first === undefined || first.body === null) throw new Error("There is no issue");
    world.repository.openIssue({ title: "Drift twice", body: first.body, author: US });
    expect(await put("twice")).toMatchObject({ outcome: "configured" });
    expect(issues("twice").filter(({ state }) => state === "open")).toHaveLength(1);
    expect(await writesOf(world, () => put("twice"))).toBe(0);
    expect(await put("twice", { open: false })).toMatchObject({ outcome: "configured" });
    expect(issues("twice").filter(({ state }) => state === "open")).toHaveLength(0);
  });

  it("is found behind hundreds of others by the same author", async () => {
    const { id } = await put("old");
    for (let count = 0; count < 210; count++) world.repository.openIssue({ title: `Other ${count}`, author: US });
    expect(await put("old")).toMatchObject({ outcome: "unchanged", id });
  });

  it("says what the token lacks", async () => {
    const weaker = await connect(world, { GITHUB_TOKEN: server.actionsToken(world.repository, { issues: "read" }) });
    const written = await weaker.ensureIssue({ marker: "weak", title: "Weak", body: "One", labels: [], open: true });
    expect(written).toMatchObject({ outcome: "failed", why: expect.stringContaining("it needs `issues: write`") });
  });
});
