import { Octokit } from "octokit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type GitHubRepository, GitHubServer } from "./server/index.ts";
import { AT, octokitFor, refusal, WRITES } from "./server-scene.ts";

describe("test/servers/github/server: faults", () => {
  let server: GitHubServer;
  let repository: GitHubRepository;
  let issue = 0;
  let token = "";

  beforeEach(async () => {
    server = await GitHubServer.start();
    repository = await server.createRepository("acme/alerts");
    issue = repository.openIssue({ title: "Drift" });
    token = server.actionsToken(repository, WRITES);
  });
  afterEach(() => server.close());

  const operation = "issues/create-comment";
  const comment = () => octokitFor(server, token).rest.issues.createComment({ ...AT, issue_number: issue, body: "b" });
  const comments = () => repository.comments(issue).length;

  it.each([403, 404, 409, 410, 422, 429, 500, 502, 503])("answers %i as often as it was told to", async (status) => {
    server.fail({ operation, times: 2, status });
    expect(await refusal(comment())).toMatchObject({ status });
    expect(await refusal(comment())).toMatchObject({ status });
    expect(comments()).toBe(0);
    await comment();
    expect(comments()).toBe(1);
    expect(server.writes).toBe(3);
    expect(server.requests.map((request) => request.status)).toEqual([status, status, 201]);
  });

  it("meets requests by method and path, after some have passed, and no others", async () => {
    server.fail({ method: "POST", path: /comments$/, after: 1, status: 500 });
    server.fail({ operation: "issues/get", status: 500 });
    await comment();
    await octokitFor(server, token).rest.issues.listComments({ ...AT, issue_number: issue });
    expect(await refusal(comment())).toMatchObject({ status: 500 });
    expect(server.unusedFaults).toEqual([{ operation: "issues/get", status: 500 }]);
  });

  it.each([403, 429] as const)("knows the secondary limit as %i", async (status) => {
    server.secondaryLimit({ operation, status, retryAfter: 7 });
    const error: unknown = await comment().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ status, response: { headers: { "retry-after": "7" } } });
    expect(error).toHaveProperty("message", expect.stringContaining("secondary rate limit"));
  });

  it("knows the primary limit, which octokit waits for", async () => {
    server.primaryLimit({ operation, reset: new Date(Date.now() + 1_000) });
    const seen: number[] = [];
    const patient = new Octokit({
      ...{ baseUrl: server.url, auth: token, retry: { enabled: false } },
      throttle: {
        onRateLimit: (after: number) => seen.push(after) > 0,
        onSecondaryRateLimit: () => false,
      },
    });
    await patient.rest.issues.createComment({ ...AT, issue_number: issue, body: "b" });
    expect(seen).toHaveLength(1);
    expect(comments()).toBe(1);
  });

  it("loses an answer after the write, and breaks a connection before it", async () => {
    server.loseResponse({ operation });
    await expect(comment()).rejects.toThrow(/./);
    expect(comments()).toBe(1);
    server.reset({ operation });
    await expect(comment()).rejects.toThrow(/./);
    expect(comments()).toBe(1);
    server.loseResponse({ operation, status: 502 });
    expect(await refusal(comment())).toMatchObject({ status: 502 });
    expect(comments()).toBe(2);
    expect(server.requests.map(({ status }) => status)).toEqual([null, null, 502]);
  });

  it("meets a mutation by its name, and refuses it in GraphQL's way", async () => {
    server.forbid({ operation: "minimizeComment" });
    const { graphql } = octokitFor(server, token);
    await graphql("{ viewer { login } }");
    const id = `IC_${repository.addComment(issue, { body: "a" })}`;
    const minimize = `mutation { minimizeComment(input: { subjectId: "${id}", classifier: OUTDATED }) { clientMutationId } }`;
    await expect(graphql(minimize)).rejects.toMatchObject({ errors: [{ type: "FORBIDDEN" }] });
    expect(repository.comments(issue)[0]?.minimized).toBeNull();
    await graphql(minimize);
    expect(repository.comments(issue)[0]?.minimized).toBe("OUTDATED");
  });

  it("takes its time", async () => {
    server.delay({ operation, ms: 300 });
    const started = performance.now();
    await comment();
    expect(performance.now() - started).toBeGreaterThan(290);
  });

  it("is away for a while", async () => {
    await server.pause();
    await expect(comment()).rejects.toThrow(/./);
    await server.resume();
    await comment();
    expect(comments()).toBe(1);
  });

  it("checks a request that meets a fault all the same", async () => {
    const other = await GitHubServer.start();
    await other.createRepository("acme/alerts");
    other.fail({ operation: "issues/create", status: 500 });
    const sent = octokitFor(other, other.userToken("grace")).request("POST /repos/acme/alerts/issues", { titel: "x" });
    expect(await refusal(sent)).toMatchObject({ status: 500 });
    await expect(other.close()).rejects.toThrow("body.titel");
  });
});
