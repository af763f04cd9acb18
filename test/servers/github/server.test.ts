import { Octokit } from "octokit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type GitHubRepository, GitHubServer } from "./server/index.ts";

const PERMISSIONS = { contents: "read", pull_requests: "write", issues: "write", checks: "write" } as const;
const AT = { owner: "acme", repo: "alerts" };

describe("test/servers/github/server", () => {
  let server: GitHubServer;
  let repository: GitHubRepository;

  beforeEach(async () => {
    server = await GitHubServer.start();
    repository = await server.createRepository("acme/alerts");
    await repository.commit({ branch: "main", files: { "values.yaml": "a: 1\n" } });
  });
  afterEach(async () => {
    await server.close();
  });

  function octokit(auth: string): Octokit {
    return new Octokit({ baseUrl: server.url, auth, throttle: { enabled: false }, retry: { enabled: false } });
  }

  it("takes a comment of a workflow and says who wrote it", async () => {
    const number = repository.openIssue({ title: "Drift" });
    const { rest } = octokit(server.actionsToken(repository, PERMISSIONS));
    const { data } = await rest.issues.createComment({ ...AT, issue_number: number, body: "a" });
    expect(data.user?.login).toBe("github-actions[bot]");
    expect(repository.comments(number).map(({ body }) => body)).toEqual(["a"]);
    expect(server.writes).toBe(1);
  });
});
