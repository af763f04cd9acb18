import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type GitHubRepository, GitHubServer } from "./server/index.ts";
import { AT, BASE_FILE, CHANGED_FILE, FILE, linesOf, octokitFor, refusal, WRITES } from "./server-scene.ts";

const THREADS = `query ($number: Int!, $cursor: String) {
  repository(owner: "acme", name: "alerts") {
    pullRequest(number: $number) {
      reviewThreads(first: 1, after: $cursor) {
        pageInfo { hasNextPage endCursor }
        nodes {
          id isResolved isOutdated path line
          comments(first: 10) { nodes { id databaseId fullDatabaseId body viewerDidAuthor author { login } } }
        }
      }
    }
  }
}`;

interface ThreadNode {
  readonly id: string;
  readonly isResolved: boolean;
  readonly isOutdated: boolean;
  readonly line: number | null;
  readonly comments: { readonly nodes: readonly { readonly id: string; readonly fullDatabaseId: string }[] };
}

interface ThreadPages {
  readonly repository: { readonly pullRequest: { readonly reviewThreads: { readonly nodes: readonly ThreadNode[] } } };
}

describe("test/servers/github/server: reviews", () => {
  let server: GitHubServer;
  let repository: GitHubRepository;
  let number = 0;
  let head = "";

  beforeEach(async () => {
    server = await GitHubServer.start();
    repository = await server.createRepository("acme/alerts");
    await repository.commit({ branch: "main", files: { [FILE]: BASE_FILE } });
    head = await repository.commit({ branch: "change", from: "main", files: { [FILE]: CHANGED_FILE } });
    number = await repository.openPull({ head: "change" });
  });
  afterEach(() => server.close());

  const octokit = () => octokitFor(server, server.actionsToken(repository, WRITES));
  const comment = (place: object) =>
    octokit().request("POST /repos/acme/alerts/pulls/{number}/comments", {
      ...{ number, body: "b", commit_id: head, path: FILE, side: "RIGHT" },
      ...place,
    });
  const list = async () => (await octokit().rest.pulls.listReviewComments({ ...AT, pull_number: number })).data;
  const threads = async () => {
    const pages = await octokit().graphql.paginate<ThreadPages>(THREADS, { number });
    return pages.repository.pullRequest.reviewThreads.nodes;
  };

  it("gives the files of a pull request with git's patches, from where it left the base branch", async () => {
    await repository.commit({ branch: "main", files: { "later.yaml": "a: 1\n" } });
    const { data } = await octokit().rest.pulls.listFiles({ ...AT, pull_number: number });
    expect(data).toMatchObject([{ filename: FILE, status: "modified", additions: 1, deletions: 1 }]);
    expect(data[0]?.patch).toBe(
      "@@ -7,7 +7,7 @@ line 6\n line 7\n line 8\n line 9\n-line 10\n+line 10 is changed\n line 11\n line 12\n line 13",
    );
    const compared = await octokit().rest.repos.compareCommitsWithBasehead({ ...AT, basehead: "main...change" });
    expect(compared.data).toMatchObject({ status: "diverged", ahead_by: 1, behind_by: 1 });
    expect(compared.data.files?.map(({ filename }) => filename)).toEqual([FILE]);
  });

  it("gives renamed, deleted and added files", async () => {
    await repository.commit({
      branch: "change",
      files: { [FILE]: null, "moved ü.yaml": CHANGED_FILE, "new.yaml": "a: 1\n" },
    });
    const { data } = await octokit().rest.pulls.listFiles({ ...AT, pull_number: number });
    expect(data.map(({ filename, status, previous_filename }) => [filename, status, previous_filename])).toEqual([
      ["moved ü.yaml", "renamed", FILE],
      ["new.yaml", "added", undefined],
    ]);
  });

  it.each([
    ["a changed line", { line: 10 }, 5],
    ["a line of context", { line: 7 }, 1],
    ["a deleted line", { line: 10, side: "LEFT" }, 4],
    ["several lines", { line: 11, start_line: 9, start_side: "RIGHT" }, 6],
    ["a whole file", { subject_type: "file" }, undefined],
  ])("takes a comment on %s", async (_, place, position) => {
    const { data } = await comment(place);
    expect(data).toMatchObject({ body: "b", commit_id: head, original_commit_id: head });
    expect(data.position).toBe(position);
  });

  it.each([
    ["a line above the hunk", { line: 6 }, "pull_request_review_thread.line must be part of the diff"],
    ["a line below the hunk", { line: 14 }, "pull_request_review_thread.line must be part of the diff"],
    ["a line that the left side has not", { line: 14, side: "LEFT" }, "line must be part of the diff"],
    ["a file that is not changed", { line: 1, path: "other.yaml" }, "pull_request_review_thread.path"],
    [
      "a commit of another branch",
      { line: 10, commit_id: "0".repeat(40) },
      "commit_id is not part of the pull request",
    ],
    ["lines in the wrong order", { line: 9, start_line: 10, start_side: "RIGHT" }, "must precede the end line"],
  ])("refuses a comment on %s", async (_, place, message) => {
    expect(await refusal(comment(place))).toMatchObject({ status: 422, message: expect.stringContaining(message) });
    expect(repository.threads(number)).toEqual([]);
  });

  it("makes all comments of a review or none", async () => {
    const review = (lines: readonly number[]) =>
      octokit().rest.pulls.createReview({
        ...{ ...AT, pull_number: number, event: "COMMENT", body: "" },
        comments: lines.map((line) => ({ path: FILE, line, side: "RIGHT", body: "b" })),
      });
    expect(await refusal(review([10, 1]))).toMatchObject({
      status: 422,
      message: expect.stringContaining("Pull request review thread line must be part of the diff"),
    });
    expect(repository.threads(number)).toEqual([]);
    await review([10, 11]);
    expect(await list()).toMatchObject([{ line: 10 }, { line: 11 }]);
  });

  it("follows the head branch, and moves a comment with its line until the line is changed", async () => {
    await comment({ line: 10 });
    const moved = await repository.commit({ branch: "change", files: { [FILE]: `first\n${CHANGED_FILE}` } });
    expect(await repository.headOf(number)).toBe(moved);
    expect(await list()).toMatchObject([{ line: 11, original_line: 10, commit_id: moved, original_commit_id: head }]);
    expect(await threads()).toMatchObject([{ line: 11, isOutdated: false }]);
    await repository.commit({ branch: "change", files: { [FILE]: linesOf({ 10: "changed again" }) } });
    expect(await list()).toMatchObject([{ line: null, position: null, original_line: 10, commit_id: head }]);
    expect(await threads()).toMatchObject([{ line: null, isOutdated: true }]);
  });

  it("refuses a commit that a force push took away, and takes an older one that is still there", async () => {
    const next = await repository.commit({ branch: "change", files: { [FILE]: linesOf({ 10: "again" }) } });
    await comment({ line: 10 });
    await repository.git("update-ref", "refs/heads/change", head);
    expect(await refusal(comment({ line: 10, commit_id: next }))).toMatchObject({ status: 422 });
  });

  it("pages through threads, resolves one, and says who wrote what", async () => {
    await comment({ line: 10 });
    await comment({ line: 11 });
    const [first, second] = await threads();
    const [written] = first?.comments.nodes ?? [];
    expect(first).toMatchObject({
      ...{ isResolved: false, path: FILE },
      comments: { nodes: [{ databaseId: null, viewerDidAuthor: true, author: { login: "github-actions" } }] },
    });
    expect(Number(written?.fullDatabaseId)).toBe((await list())[0]?.id);
    const resolve = "mutation ($id: ID!) { resolveReviewThread(input: { threadId: $id }) { thread { isResolved } } }";
    await expect(octokit().graphql(resolve, { id: second?.id })).rejects.toMatchObject({
      errors: [{ type: "FORBIDDEN" }],
    });
    const { graphql } = octokitFor(server, server.actionsToken(repository, { ...WRITES, contents: "write" }));
    await graphql(resolve, { id: second?.id });
    expect((await threads()).map(({ isResolved }) => isResolved)).toEqual([false, true]);
    await graphql(resolve.replace("resolve", "unresolve"), { id: second?.id });
    expect((await threads()).map(({ isResolved }) => isResolved)).toEqual([false, false]);
    expect(server.writes).toBe(5);
  });

  it("folds a comment away, which REST shows too", async () => {
    const { data } = await octokit().rest.issues.createComment({ ...AT, issue_number: number, body: "b" });
    const minimize = `mutation ($id: ID!) {
      minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { minimizedComment { isMinimized minimizedReason } }
    }`;
    expect(await octokit().graphql(minimize, { id: data.node_id })).toEqual({
      minimizeComment: { minimizedComment: { isMinimized: true, minimizedReason: "outdated" } },
    });
    const shown = await octokit().request("GET /repos/acme/alerts/issues/comments/{id}", { id: data.id });
    expect(shown.data).toMatchObject({ minimized: { reason: "outdated" } });
  });

  it("refuses GraphQL in GraphQL's way", async () => {
    const missing = `{ repository(owner: "acme", name: "alerts") { pullRequest(number: 99) { number } } }`;
    await expect(octokit().graphql(missing)).rejects.toMatchObject({ errors: [{ type: "NOT_FOUND" }] });
    const unbounded = `{ repository(owner: "acme", name: "alerts") { pullRequest(number: ${number}) { reviewThreads { totalCount } } } }`;
    await expect(octokit().graphql(unbounded)).rejects.toThrow("You must provide a `first` or `last` value");
    const reader = octokitFor(server, server.forkToken(repository));
    await comment({ line: 10 });
    const [thread] = await threads();
    const resolve = "mutation ($id: ID!) { resolveReviewThread(input: { threadId: $id }) { clientMutationId } }";
    await expect(reader.graphql(resolve, { id: thread?.id })).rejects.toMatchObject({
      errors: [{ type: "FORBIDDEN" }],
    });
  });

  it("appends annotations of an update, and gives the latest run of a name", async () => {
    const annotation = (line: number) =>
      ({ path: FILE, start_line: line, end_line: line, annotation_level: "notice", message: "m" }) as const;
    const output = (...lines: readonly number[]) => ({ title: "t", summary: "s", annotations: lines.map(annotation) });
    const { checks } = octokit().rest;
    const run = { ...AT, name: "dev", head_sha: head, status: "completed", conclusion: "neutral" } as const;
    await checks.create({ ...run, external_id: "old" });
    const { data } = await checks.create({ ...run, external_id: "new", output: output(1, 2) });
    await checks.update({ ...AT, check_run_id: data.id, output: output(3) });
    const listed = await checks.listAnnotations({ ...AT, check_run_id: data.id });
    expect(listed.data.map(({ start_line }) => start_line)).toEqual([1, 2, 3]);
    const latest = await checks.listForRef({ ...AT, ref: "heads/change" });
    expect(latest.data).toMatchObject({ total_count: 1, check_runs: [{ external_id: "new", head_sha: head }] });
    expect((await checks.listForRef({ ...AT, ref: head, filter: "all" })).data.total_count).toBe(2);
  });

  it("makes the payload of an event about a pull request from a fork", async () => {
    const fork = await server.createRepository("grace/alerts", { fork: repository });
    const commit = await fork.commit({ branch: "theirs", from: "main", files: { [FILE]: linesOf({ 2: "theirs" }) } });
    const theirs = await repository.openPull({ head: "theirs", from: fork, author: "grace" });
    expect(await server.pullRequestEvent(repository, theirs, "opened")).toMatchObject({
      ...{ action: "opened", number: theirs, repository: { full_name: "acme/alerts" }, sender: { login: "grace" } },
      pull_request: {
        ...{ number: theirs, url: `${server.url}/repos/acme/alerts/pulls/${theirs}` },
        head: { sha: commit, repo: { full_name: "grace/alerts", fork: true } },
        base: { ref: "main", repo: { full_name: "acme/alerts", fork: false } },
      },
    });
    const { data } = await octokit().rest.pulls.get({ ...AT, pull_number: theirs });
    expect(data).toMatchObject({ changed_files: 1, commits: 1, head: { label: "grace:theirs", sha: commit } });
  });
});
