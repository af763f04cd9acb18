import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type GitHubRepository, GitHubServer } from "./server/index.ts";
import { AT, BASE_FILE, CHANGED_FILE, FILE, octokitFor, refusal, WRITES } from "./server-scene.ts";

describe("test/servers/github/server", () => {
  let server: GitHubServer;
  let repository: GitHubRepository;

  beforeEach(async () => {
    server = await GitHubServer.start();
    repository = await server.createRepository("acme/alerts");
    await repository.commit({ branch: "main", files: { [FILE]: BASE_FILE } });
    await repository.commit({ branch: "change", from: "main", files: { [FILE]: CHANGED_FILE } });
  });
  afterEach(async () => {
    await server.close().catch(() => undefined);
  });

  const rest = (token = server.actionsToken(repository, WRITES)) => octokitFor(server, token).rest;

  describe("description", () => {
    it.each([
      ["no body", {}, "body"],
      ["a field of another type", { body: 1 }, "body.body"],
      ["a field that GitHub does not know", { body: "x", colour: "red" }, "body.colour"],
    ])("refuses a request with %s, and closes with an error that names it", async (_, body, field) => {
      const number = repository.openIssue({ title: "Drift" });
      const { request } = octokitFor(server, server.actionsToken(repository, WRITES));
      const sent = request(`POST /repos/acme/alerts/issues/${number}/comments`, body);
      expect(await refusal(sent)).toMatchObject({ status: 422 });
      expect(server.violations.map((violation) => violation.field)).toEqual([field]);
      await expect(server.close()).rejects.toThrow(`/issues/${number}/comments: ${field} `);
      expect(repository.comments(number)).toEqual([]);
    });

    it("refuses a query parameter and an operation that GitHub does not know", async () => {
      const { request } = octokitFor(server, server.actionsToken(repository, WRITES));
      expect(await refusal(request("GET /repos/acme/alerts/pulls?author=ada"))).toMatchObject({ status: 422 });
      expect(await refusal(request("GET /repos/acme/alerts/pull"))).toMatchObject({ status: 404 });
      expect(server.violations.map(({ request: name, field }) => `${name} ${field}`)).toEqual([
        "GET /repos/acme/alerts/pulls query.author",
        "GET /repos/acme/alerts/pull path",
      ]);
    });

    it("refuses more than 50 annotations and a summary of more than 65,535 characters", async () => {
      const annotation = { path: FILE, start_line: 1, end_line: 1, annotation_level: "notice", message: "m" } as const;
      const run = { ...AT, name: "dev", head_sha: await repository.git("rev-parse", "change") };
      const many = { title: "t", summary: "s", annotations: Array.from({ length: 51 }, () => annotation) };
      expect(await refusal(rest().checks.create({ ...run, output: many }))).toMatchObject({ status: 422 });
      const long = { title: "t", summary: "s".repeat(65_536) };
      expect(await refusal(rest().checks.create({ ...run, output: long }))).toMatchObject({ status: 422 });
      expect(server.violations.map(({ field }) => field)).toEqual(["body.output.annotations", "body.output.summary"]);
    });

    it("refuses a GraphQL field that GitHub does not know, and says which ones it has not built itself", async () => {
      const { graphql } = octokitFor(server, server.actionsToken(repository, WRITES));
      await expect(graphql(`{ repository(owner: "acme", name: "alerts") { colour } }`)).rejects.toThrow("colour");
      await expect(graphql(`{ repository(owner: "acme", name: "alerts") { diskUsage } }`)).rejects.toThrow("diskUsage");
      expect(server.violations.map(({ field }) => field)).toEqual(["query:", "repository.diskUsage"]);
    });

    it("takes no request without a User-Agent", async () => {
      const headers = { authorization: `token ${server.userToken("grace")}`, "user-agent": "" };
      expect((await fetch(`${server.url}/user`, { headers })).status).toBe(403);
    });
  });

  describe("pages", () => {
    it("gives 30 things, or 100 at most, and links to the rest", async () => {
      const number = repository.openIssue({ title: "Drift" });
      for (let count = 0; count < 205; count += 1) repository.addComment(number, { body: `${count}` });
      const list = { ...AT, issue_number: number };
      const first = await rest().issues.listComments(list);
      expect(first.data).toHaveLength(30);
      expect(first.headers.link).toContain('page=2>; rel="next"');
      expect(first.headers.link).toContain('page=7>; rel="last"');
      expect((await rest().issues.listComments({ ...list, per_page: 200 })).data).toHaveLength(100);
      expect((await rest().issues.listComments({ ...list, per_page: 100, page: 3 })).headers.link).not.toContain(
        "next",
      );
      const octokit = octokitFor(server, server.actionsToken(repository, WRITES));
      const all = await octokit.paginate(octokit.rest.issues.listComments, { ...list, per_page: 100 });
      expect(all.map(({ body }) => body)).toEqual(Array.from({ length: 205 }, (_, count) => `${count}`));
      await server.close();
    });
  });

  describe("issues", () => {
    it("lists pull requests among issues, the newest first", async () => {
      const issue = repository.openIssue({ title: "Drift", labels: ["holdfast"] });
      const pull = await repository.openPull({ head: "change" });
      const { data } = await rest().issues.listForRepo(AT);
      expect(data.map((one) => [one.number, one.pull_request !== undefined])).toEqual([
        [pull, true],
        [issue, false],
      ]);
      const labelled = await rest().issues.listForRepo({ ...AT, labels: "Holdfast", creator: "ada" });
      expect(labelled.data.map(({ number }) => number)).toEqual([issue]);
      await server.close();
    });

    it("closes, reopens and edits an issue in place", async () => {
      const { data } = await rest().issues.create({ ...AT, title: "Drift", body: "a", labels: ["drift"] });
      expect(data.user?.login).toBe("github-actions[bot]");
      const at = { ...AT, issue_number: data.number };
      const closed = await rest().issues.update({ ...at, body: "b", state: "closed" });
      expect(closed.data).toMatchObject({ state: "closed", state_reason: "completed", body: "b" });
      const open = await rest().issues.update({ ...at, state: "open" });
      expect(open.data).toMatchObject({ state: "open", state_reason: "reopened", closed_at: null, body: "b" });
      await server.close();
    });

    it("answers 410 for a deleted issue and where issues are disabled", async () => {
      const number = repository.openIssue({ title: "Drift" });
      repository.conversation(number).deleted = true;
      expect(await refusal(rest().issues.get({ ...AT, issue_number: number }))).toMatchObject({ status: 410 });
      repository.disableIssues();
      expect(await refusal(rest().issues.create({ ...AT, title: "x" }))).toMatchObject({ status: 410 });
      await server.close();
    });

    it.each([
      [65_536, "a"],
      [65_536, "€"],
    ])("takes a body of %i characters of %s and no longer one", async (length, letter) => {
      const number = repository.openIssue({ title: "Drift" });
      const comment = (body: string) => rest().issues.createComment({ ...AT, issue_number: number, body });
      await comment(letter.repeat(length));
      expect(await refusal(comment(letter.repeat(length + 1)))).toMatchObject({
        status: 422,
        message: expect.stringContaining("body is too long (maximum is 65536 characters)"),
      });
      await server.close();
    });
  });
});
