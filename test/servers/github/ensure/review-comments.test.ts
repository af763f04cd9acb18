import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ConnectedGitHub, InlineComment } from "../../../../src/github/index.ts";
import { GitHubServer } from "../server/index.ts";
import {
  comment,
  connect,
  FILE,
  inline,
  openWorld,
  outcomes,
  reviewOf,
  values,
  type World,
  writesOf,
} from "./world.ts";

const US = "github-actions[bot]";

describe("test/servers/github/ensure/review-comments", () => {
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

  function put(...comments: readonly InlineComment[]) {
    return comment(world, github, comments);
  }

  function threads() {
    return world.repository.threads(world.number);
  }

  /** Each thread: its line, whether it is open, and what our comment says first. */
  function standing(): readonly string[] {
    return threads().map(({ anchor, resolvedBy, comments }) => {
      const [, said] = (comments[0]?.body ?? "").split("\n");
      return `${anchor?.side} ${anchor?.line} ${resolvedBy === null ? "open" : "resolved"}: ${said}`;
    });
  }

  async function answer(index: number, author: string): Promise<void> {
    const thread = threads()[index];
    const [first] = thread?.comments ?? [];
    if (thread === undefined || first === undefined) throw new Error(`There is no thread ${index}`);
    const account = { ...first.author, id: 4711, login: author, type: "User" as const };
    thread.comments.push({ ...first, id: first.id + 700_000, author: account, body: "Why?", inReplyTo: first.id });
  }

  async function push(content: string): Promise<void> {
    await world.repository.commit({ branch: "change", files: { [FILE]: content } });
  }

  it("come in one review, which notifies once, and a second run writes nothing", async () => {
    const comments = [inline("a", 3), inline("b", 5, { side: "base" }), inline("c", 9)];
    expect(await writesOf(world, () => put(...comments))).toBe(1);
    expect(standing()).toEqual(["RIGHT 3 open: About a", "LEFT 5 open: About b", "RIGHT 9 open: About c"]);
    expect(await writesOf(world, () => put(...comments))).toBe(0);
    expect(outcomes(await put(...comments))).toEqual(["unchanged", "unchanged", "unchanged"]);
  });

  it("are edited where they say something else, and leave those alone that do not", async () => {
    await put(inline("a", 3), inline("b", 5));
    const written = await put(inline("a", 3, { body: "More about a" }), inline("b", 5));
    expect(outcomes(written)).toEqual(["unchanged", "configured"]);
    expect(standing()).toEqual(["RIGHT 3 open: More about a", "RIGHT 5 open: About b"]);
  });

  it("are retired and resolved where they hold no longer, once, and come back where they hold again", async () => {
    await put(inline("a", 3, { body: "```suggestion\nkey3: old\n```" }));
    const [retired] = await put();
    expect(retired).toMatchObject({ what: `inline comment ${FILE}:3, which no longer holds`, outcome: "configured" });
    expect(standing()).toEqual(["RIGHT 3 resolved: _This no longer holds._"]);
    expect(threads()[0]?.comments[0]?.body).not.toContain("```suggestion");
    expect(await writesOf(world, () => put())).toBe(0);
    await put(inline("a", 3));
    expect(standing()).toEqual(["RIGHT 3 open: About a"]);
  });

  it("stay resolved where a reader resolved exactly this, and are opened where it says something new", async () => {
    await put(inline("a", 3));
    const [thread] = threads();
    if (thread !== undefined) thread.resolvedBy = { id: 7, login: "ada", type: "User" };
    expect(await writesOf(world, () => put(inline("a", 3)))).toBe(0);
    await put(inline("a", 3, { body: "Worse" }));
    expect(standing()).toEqual(["RIGHT 3 open: Worse"]);
  });

  it("leave a thread open in which somebody answered", async () => {
    await put(inline("a", 3));
    await answer(0, "ada");
    await put();
    expect(standing()).toEqual(["RIGHT 3 open: _This no longer holds._"]);
    expect(threads()[0]?.comments[0]?.body).toContain("About a");
    expect(await writesOf(world, () => put())).toBe(0);
  });

  it("move with the code under them, and are made anew where GitHub folds them away", async () => {
    await put(inline("a", 3), inline("b", 5));
    await push(`added: here\n${values("new").replace("key3: new", "key3: newer")}`);
    await put(inline("a", 4), inline("b", 6));
    expect(standing().toSorted()).toEqual([
      "RIGHT 3 resolved: _This no longer holds._",
      "RIGHT 4 open: About a",
      "RIGHT 5 open: About b",
    ]);
    expect(await writesOf(world, () => put(inline("a", 4), inline("b", 6)))).toBe(0);
  });

  it("lose one that GitHub does not take, not all", async () => {
    const written = await put(inline("a", 3), inline("b", 400), inline("c", 9));
    expect(outcomes(written)).toEqual(["created", "skipped", "created"]);
    expect(written[1]?.why).toContain("GitHub takes no comment on this line");
    expect(standing()).toEqual(["RIGHT 3 open: About a", "RIGHT 9 open: About c"]);
  });

  it("are thirty at most, the first ones", async () => {
    const comments = Array.from({ length: 33 }, (_, index) => inline(`k${index}`, index + 1));
    const written = await put(...comments);
    expect(written.at(-1)).toMatchObject({ what: "3 more inline comments", outcome: "skipped" });
    expect(threads()).toHaveLength(30);
    expect(await writesOf(world, () => put(...comments))).toBe(0);
  });

  it("never touch what others wrote, even with the marker", async () => {
    await put(inline("a", 3));
    const [thread] = threads();
    const [first] = thread?.comments ?? [];
    if (thread === undefined || first === undefined) throw new Error("There is no thread");
    const forged = { ...first, id: first.id + 1, author: { id: 9, login: "mallory", type: "User" as const } };
    world.repository
      .conversation(world.number)
      .pull?.threads.push({ ...thread, id: thread.id + 1, comments: [forged] });
    await put();
    expect(standing()).toEqual(["RIGHT 3 resolved: _This no longer holds._", "RIGHT 3 open: About a"]);
  });

  it("say that they hold no longer where the token may not resolve", async () => {
    await put(inline("a", 3));
    const permissions = { contents: "read", pull_requests: "write" } as const;
    const weaker = await connect(world, { GITHUB_TOKEN: server.actionsToken(world.repository, permissions) });
    expect(outcomes(await comment(world, weaker, []))).toEqual(["configured"]);
    expect(standing()).toEqual(["RIGHT 3 open: _This no longer holds._"]);
    expect(await writesOf(world, () => comment(world, weaker, []))).toBe(0);
    expect(outcomes(await comment(world, weaker, [inline("a", 3)]))).toEqual(["configured"]);
  });

  it("are not written for a fork", async () => {
    const pull = { ...(await github.pullRequest(world.number)), fork: true };
    const written = await github.ensureReviewComments(pull, await reviewOf(world, [inline("a", 3)]));
    expect(outcomes(written)).toEqual(["skipped"]);
    expect(threads()).toHaveLength(0);
  });

  it("are found among more threads than a page holds", async () => {
    await put(inline("a", 3));
    const pull = world.repository.conversation(world.number).pull;
    const [thread] = threads();
    if (pull === null || thread === undefined) throw new Error("There is no thread");
    const [first] = thread.comments;
    if (first === undefined) throw new Error("There is no comment");
    const others = Array.from({ length: 130 }, (_, index) => ({
      ...thread,
      id: thread.id + 1_000 + index,
      comments: [{ ...first, id: first.id + 1_000 + index, body: "Remark" }],
    }));
    pull.threads.unshift(...others);
    expect(await writesOf(world, () => put(inline("a", 3)))).toBe(0);
    expect(first.author.login).toBe(US);
  });

  it("are only talked about in a dry run", async () => {
    await put(inline("a", 3), inline("b", 5));
    const said: string[] = [];
    const rehearsal = github.rehearse((line) => said.push(line));
    const review = await reviewOf(world, [inline("b", 5, { body: "More" }), inline("c", 9)]);
    const run = async () =>
      outcomes(await rehearsal.ensureReviewComments(await rehearsal.pullRequest(world.number), review));
    expect(await writesOf(world, run)).toBe(0);
    expect(await run()).toEqual(["skipped", "skipped", "skipped"]);
    expect(said.at(-1)).toBe(`Dry run: would comment on 1 lines of #${world.number}.`);
  });
});
