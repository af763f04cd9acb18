import { createHmac, createSign } from "node:crypto";
import { App, Octokit } from "octokit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type GitHubRepository, GitHubServer } from "./server/index.ts";
import { AT, BASE_FILE, FILE, octokitFor, refusal, WRITES } from "./server-scene.ts";

describe("test/servers/github/server: access", () => {
  let server: GitHubServer;
  let repository: GitHubRepository;
  let issue = 0;

  beforeEach(async () => {
    server = await GitHubServer.start();
    repository = await server.createRepository("acme/alerts");
    issue = repository.openIssue({ title: "Drift" });
  });
  afterEach(() => server.close());

  const rest = (token: string) => octokitFor(server, token).rest;
  const commentAs = (token: string, number = issue) =>
    rest(token).issues.createComment({ ...AT, issue_number: number, body: "b" });

  it("says who wrote: a person, a workflow, an app", async () => {
    const app = server.createApp("holdfast", { issues: "write" });
    const installation = server.installApp(app, [repository]);
    const made = new App({ ...octokitOptions(), appId: app.appId, privateKey: app.privateKey });
    const octokit = await made.getInstallationOctokit(installation.id);
    await octokit.request("POST /repos/acme/alerts/issues/{issue}/comments", { issue, body: "b" });
    await commentAs(server.userToken("grace"));
    await commentAs(server.actionsToken(repository, { issues: "write" }));
    const logins = repository.comments(issue).map(({ author }) => author.login);
    expect(logins).toEqual(["holdfast[bot]", "grace", "github-actions[bot]"]);
    expect(server.writes).toBe(3);
  });

  it("finds an app's installation by repository, and gives tokens for less but never for more", async () => {
    const app = server.createApp("holdfast", { issues: "write", checks: "read" });
    const { id } = server.installApp(app, [repository]);
    const made = new App({ ...octokitOptions(), appId: app.clientId, privateKey: app.privateKey });
    const { data } = await made.octokit.request("GET /repos/{owner}/{repo}/installation", AT);
    expect(data).toMatchObject({ id, app_id: app.appId, permissions: { issues: "write" } });
    const token = "POST /app/installations/{installation_id}/access_tokens";
    const less = await made.octokit.request(token, { installation_id: id, permissions: { issues: "read" } });
    expect(await refusal(commentAs(less.data.token))).toMatchObject({ status: 403 });
    const more = made.octokit.request(token, { installation_id: id, permissions: { contents: "write" } });
    expect(await refusal(more)).toMatchObject({ status: 422 });
    expect(await refusal(made.octokit.request("GET /repos/acme/other/installation"))).toMatchObject({ status: 404 });
    const seen = await rest(less.data.token).apps.listReposAccessibleToInstallation();
    expect(seen.data.repositories.map((one) => one.full_name)).toEqual(["acme/alerts"]);
  });

  it.each([
    ["HS256", { iat: 0, exp: 300 }, "could not be decoded"],
    ["RS256", { iat: 0, exp: -1 }, "too far in the past"],
    ["RS256", { iat: 0, exp: 3_600 }, "too far in the future"],
    ["RS256", { iat: 60, exp: 300 }, "'Issued at' claim"],
  ])("refuses a JWT of %s with %j", async (alg, times, message) => {
    const { appId, privateKey } = server.createApp("holdfast", {});
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: appId, iat: now + times.iat, exp: now + times.exp };
    const jwt = alg === "RS256" ? signed(privateKey, claims) : forged(claims);
    const sent = new Octokit({ ...octokitDefaults(), auth: jwt }).request("GET /app");
    expect(await refusal(sent)).toMatchObject({ status: 401, message: expect.stringContaining(message) });
  });

  it("refuses a JWT that another app's key signed", async () => {
    const { appId } = server.createApp("holdfast", {});
    const { privateKey } = server.createApp("other", {});
    const now = Math.floor(Date.now() / 1000);
    const jwt = signed(privateKey, { iss: appId, iat: now, exp: now + 300 });
    const sent = new Octokit({ ...octokitDefaults(), auth: jwt }).request("GET /app");
    expect(await refusal(sent)).toMatchObject({ status: 401 });
  });

  it("refuses a token that it never gave, none at all, and one after its hour", async () => {
    let now = new Date("2026-11-24T08:00:00Z");
    const timed = await GitHubServer.start({ now: () => now });
    const there = await timed.createRepository("acme/alerts");
    const token = timed.actionsToken(there, WRITES);
    await octokitFor(timed, token).rest.repos.get(AT);
    now = new Date("2026-11-24T09:00:01Z");
    expect(await refusal(octokitFor(timed, token).rest.repos.get(AT))).toMatchObject({ status: 401 });
    expect(await refusal(octokitFor(timed, "ghs_unknown").rest.repos.get(AT))).toMatchObject({ status: 401 });
    const nobody = new Octokit({ baseUrl: timed.url, retry: { enabled: false } });
    expect(await refusal(nobody.rest.repos.get(AT))).toMatchObject({ status: 401 });
    await timed.close();
  });

  it.each([
    [{}, "issue", 403],
    [{ issues: "read" }, "issue", 403],
    [{ pull_requests: "write" }, "issue", 403],
    [{ issues: "write" }, "issue", 201],
    [{ pull_requests: "write" }, "pull", 201],
    [{ issues: "write" }, "pull", 201],
    [{ contents: "write" }, "pull", 403],
  ] as const)("with %j answers a comment on an %s with %i", async (permissions, kind, status) => {
    await repository.commit({ branch: "main", files: { [FILE]: BASE_FILE } });
    await repository.commit({ branch: "change", files: { [FILE]: "" } });
    const number = kind === "issue" ? issue : await repository.openPull({ head: "change" });
    const sent = commentAs(server.actionsToken(repository, permissions), number);
    const answer = await (status === 201 ? sent : refusal(sent));
    expect(answer).toMatchObject({ status });
    expect(repository.comments(number)).toHaveLength(status === 201 ? 1 : 0);
  });

  it("lets the token of a fork's run read and not write", async () => {
    const { issues, checks } = rest(server.forkToken(repository));
    expect((await issues.listComments({ ...AT, issue_number: issue })).data).toEqual([]);
    expect(await refusal(commentAs(server.forkToken(repository)))).toMatchObject({ status: 403 });
    const run = checks.create({ ...AT, name: "dev", head_sha: "0".repeat(40) });
    expect(await refusal(run)).toMatchObject({ status: 403 });
  });

  it("makes check runs for apps only, and lets only the app that made one change it", async () => {
    const head_sha = await repository.commit({ branch: "main", files: { [FILE]: BASE_FILE } });
    const run = { ...AT, name: "dev", head_sha };
    expect(await refusal(rest(server.userToken("grace")).checks.create(run))).toMatchObject({
      status: 403,
      message: expect.stringContaining("You must authenticate via a GitHub App."),
    });
    const { data } = await rest(server.actionsToken(repository, WRITES)).checks.create(run);
    const app = server.createApp("other", { checks: "write" });
    const other = new App({ ...octokitOptions(), appId: app.appId, privateKey: app.privateKey });
    const octokit = await other.getInstallationOctokit(server.installApp(app, [repository]).id);
    const update = octokit.request("PATCH /repos/acme/alerts/check-runs/{id}", { id: data.id, name: "x" });
    expect(await refusal(update)).toMatchObject({ status: 403 });
  });

  it("hides what is private from tokens of others", async () => {
    const other = await server.createRepository("acme/other");
    const token = server.actionsToken(other, WRITES);
    expect(await refusal(rest(token).repos.get(AT))).toMatchObject({ status: 404 });
  });

  it("keeps integrations out of a locked conversation, and everybody out of an archived repository", async () => {
    repository.conversation(issue).locked = true;
    const token = server.actionsToken(repository, WRITES);
    expect(await refusal(commentAs(token))).toMatchObject({
      status: 403,
      message: expect.stringContaining("issue is locked"),
    });
    await commentAs(server.userToken("grace"));
    expect(await refusal(commentAs(server.userToken("guest", "read")))).toMatchObject({ status: 403 });
    repository.archive();
    expect(await refusal(commentAs(server.userToken("grace")))).toMatchObject({
      status: 403,
      message: expect.stringContaining("archived"),
    });
  });

  it("lets nobody without write access edit what another wrote", async () => {
    const comment_id = repository.addComment(issue, { author: "ada", body: "a" });
    const edit = (token: string) => rest(token).issues.updateComment({ ...AT, comment_id, body: "b" });
    expect(await refusal(edit(server.userToken("guest", "read")))).toMatchObject({ status: 403 });
    await edit(server.userToken("ada", "read"));
    await edit(server.actionsToken(repository, { issues: "write" }));
  });

  function octokitDefaults() {
    return { baseUrl: server.url, throttle: { enabled: false }, retry: { enabled: false } };
  }

  function octokitOptions() {
    return { Octokit: Octokit.defaults(octokitDefaults()) };
  }
});

/** A JWT with these claims, as an app signs it. */
function signed(privateKey: string, claims: object): string {
  const text = `${encoded({ alg: "RS256", typ: "JWT" })}.${encoded(claims)}`;
  return `${text}.${createSign("RSA-SHA256").update(text).sign(privateKey, "base64url")}`;
}

/** Signed with something that everybody knows. */
function forged(claims: object): string {
  const text = `${encoded({ alg: "HS256", typ: "JWT" })}.${encoded(claims)}`;
  return `${text}.${createHmac("sha256", "public").update(text).digest("base64url")}`;
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
