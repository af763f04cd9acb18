import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { ConnectedGitHub } from "../../../../src/github/index.ts";
import { GitHubServer } from "../server/index.ts";
import { connect, openWorld, type World, writesOf } from "./world.ts";

const MARKER = "<!-- holdfast:review -->";
const US = "github-actions[bot]";

describe("test/servers/github/ensure/comment", () => {
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

  function ensure(body: string | null, marker = "review") {
    return github.ensureComment(world.number, { marker, body });
  }

  function bodies(): readonly string[] {
    return world.repository.comments(world.number).map(({ body }) => body);
  }

  it("is made once, edited in place, left alone, and deleted", async () => {
    const made = await ensure("One");
    expect(made).toMatchObject({ what: "comment", outcome: "created", why: null });
    expect(made.url).toContain(`#issuecomment-${made.id}`);
    expect(await ensure("Two")).toMatchObject({ outcome: "configured", id: made.id });
    expect(bodies()).toEqual([`${MARKER}\nTwo`]);
    expect(await writesOf(world, () => ensure("Two\r\n"))).toBe(0);
    expect(await ensure(null)).toMatchObject({ outcome: "deleted" });
    expect(bodies()).toEqual([]);
    expect(await writesOf(world, () => ensure(null))).toBe(0);
  });

  it("is another one for another marker", async () => {
    await ensure("All");
    await ensure("One", "review:idfint");
    expect(await ensure("All")).toMatchObject({ outcome: "unchanged" });
    expect(bodies()).toHaveLength(2);
  });

  it.each([
    ["a person who forges the marker", "mallory", `${MARKER}\nAll is well`],
    ["a person who quotes it", "ada", `> ${MARKER}\n> One`],
    ["another bot with the marker", "other[bot]", `${MARKER}\nOne`],
    ["its own comment that quotes the marker", US, `Look:\n${MARKER}\nOne`],
  ])("never touches the comment of %s", async (_, author, body) => {
    world.repository.addComment(world.number, { author, body });
    expect(await ensure("One")).toMatchObject({ outcome: "created" });
    expect(await ensure(null)).toMatchObject({ outcome: "deleted" });
    expect(bodies()).toEqual([body]);
  });

  it("is found behind hundreds of others", async () => {
    for (let count = 0; count < 230; count++) world.repository.addComment(world.number, { body: `Remark ${count}` });
    world.repository.addComment(world.number, { author: US, body: `${MARKER}\nOne` });
    expect(await writesOf(world, () => ensure("One"))).toBe(0);
  });

  it("becomes one again where an earlier race made several", async () => {
    const first = world.repository.addComment(world.number, { author: US, body: `${MARKER}\nOne` });
    world.repository.addComment(world.number, { author: US, body: `${MARKER}\nTwo` });
    world.repository.addComment(world.number, { author: US, body: `${MARKER}\nThree` });
    expect(await ensure("Two")).toMatchObject({ outcome: "configured", id: first });
    expect(bodies()).toEqual([`${MARKER}\nTwo`]);
  });

  it("is made anew where somebody minimised it", async () => {
    await ensure("One");
    const [comment] = world.repository.comments(world.number);
    if (comment !== undefined) comment.minimized = "OUTDATED";
    expect(await ensure("One")).toMatchObject({ outcome: "created" });
    expect(await writesOf(world, () => ensure("One"))).toBe(0);
  });

  it("is made anew where somebody deletes it between the look and the write", async () => {
    await ensure("One");
    const comments = world.repository.conversation(world.number).comments;
    server.delay({ operation: "issues/update-comment", ms: 300 });
    const written = ensure("Two");
    await vi.waitFor(() => expect(server.requests.at(-1)?.operation).toBe("issues/update-comment"), {
      timeout: 20_000,
    });
    comments.splice(0);
    expect(await written).toMatchObject({ outcome: "created" });
    expect(bodies()).toEqual([`${MARKER}\nTwo`]);
  });

  it("is not made a second time where GitHub refuses the edit as if it were gone", async () => {
    await ensure("One");
    server.fail({ operation: "issues/update-comment", status: 404 });
    expect(await ensure("Two")).toMatchObject({ outcome: "failed" });
    expect(bodies()).toEqual([`${MARKER}\nOne`]);
  });

  it("is only talked about in a dry run", async () => {
    const said: string[] = [];
    const rehearsal = github.rehearse((line) => said.push(line));
    const dry = (body: string | null) => rehearsal.ensureComment(world.number, { marker: "review", body });
    expect(await dry("One")).toMatchObject({ outcome: "skipped", why: "dry run" });
    const { url } = await ensure("One");
    expect(await dry("One")).toMatchObject({ outcome: "unchanged" });
    expect(await dry("Two")).toMatchObject({ outcome: "skipped", why: "dry run" });
    expect(said).toEqual([
      `Dry run: would create the comment on #${world.number}.`,
      `Dry run: would edit the comment ${url}.`,
    ]);
    expect(bodies()).toHaveLength(1);
  });

  it("stands on an issue as well as on a pull request", async () => {
    const issue = world.repository.openIssue({ title: "Drift" });
    expect(await github.ensureComment(issue, { marker: "report", body: "One" })).toMatchObject({ outcome: "created" });
    expect(world.repository.comments(issue)).toHaveLength(1);
  });

  it("says what the token lacks", async () => {
    const { repository, number } = world;
    const reader = await connect(world, { GITHUB_TOKEN: server.forkToken(repository) });
    const written = await reader.ensureComment(number, { marker: "review", body: "One" });
    expect(written).toMatchObject({
      outcome: "failed",
      why: `could not write the comment on #${number}: the token may not do it (HTTP 403); it needs \`pull-requests: write\` (GitHub says: Resource not accessible by integration)`,
    });
  });

  it("is refused as a bug of the caller where it is too long", async () => {
    await expect(ensure("x".repeat(65_536))).rejects.toThrow("GitHub takes 65536");
    expect(bodies()).toEqual([]);
  });
});
