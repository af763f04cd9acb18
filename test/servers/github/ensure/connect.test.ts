import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectGitHub, GitHubError } from "../../../../src/github/index.ts";
import { GitHubServer } from "../server/index.ts";
import { connect, HURRY, openWorld, PERMISSIONS, type World } from "./world.ts";

describe("test/servers/github/ensure/connect", () => {
  let server: GitHubServer;
  let world: World;

  beforeAll(async () => {
    server = await GitHubServer.start();
    world = await openWorld(server);
  });
  afterAll(() => server.close());

  it("writes as the workflow, as a person, or as an App, and finds its own comment again", async () => {
    const app = server.createApp("holdfast-app", PERMISSIONS);
    server.installApp(app, [world.repository]);
    const environments = {
      "github-actions[bot]": { GITHUB_TOKEN: server.actionsToken(world.repository, PERMISSIONS) },
      ada: { HOLDFAST_GITHUB_TOKEN: server.userToken("ada"), GITHUB_TOKEN: "none" },
      "holdfast-app[bot]": appEnvironment(app),
    };
    for (const [login, env] of Object.entries(environments)) {
      const github = await connect(world, env);
      const put = () => github.ensureComment(world.number, { marker: "review", body: "One" });
      expect(github.login).toBe(login);
      expect(github.repository).toBe(world.repository.fullName);
      expect(await put()).toMatchObject({ outcome: "created" });
      expect(await put()).toMatchObject({ outcome: "unchanged" });
    }
    const authors = world.repository.comments(world.number).map(({ author }) => author.login);
    expect(authors).toEqual(Object.keys(environments));
  });

  it("knows an App by a token that another step made for it", async () => {
    const app = server.createApp("other-app", PERMISSIONS);
    server.installApp(app, [world.repository]);
    const learned = await secretsOf(appEnvironment(app));
    const token = learned.find((secret) => secret.startsWith("ghs_")) ?? "";
    expect((await connect(world, { GITHUB_TOKEN: token })).login).toBe("other-app[bot]");
  });

  it("takes a token that may not ask who it is for the workflow's, but guesses nothing where no answer comes", async () => {
    server.forbid({ operation: "viewer" });
    expect((await connect(world)).login).toBe("github-actions[bot]");
    server.fail({ operation: "viewer", status: 502, times: 4 });
    await expect(connect(world)).rejects.toThrow(
      "Could not ask GitHub who the token belongs to: GitHub answered HTTP 502",
    );
  });

  it("teaches the scrubber each secret, those included that are made on the way", async () => {
    const app = server.createApp("learned-app", PERMISSIONS);
    server.installApp(app, [world.repository]);
    const learned = await secretsOf(appEnvironment(app));
    const kinds = learned.map((secret) => /^(ghs_|eyJ|-----BEGIN)/.exec(secret)?.[0]);
    expect(new Set(kinds)).toEqual(new Set(["-----BEGIN", "eyJ", "ghs_"]));
  });

  /** What a run with one read learns. */
  async function secretsOf(env: Record<string, string>): Promise<readonly string[]> {
    const learned: string[] = [];
    const github = await connectGitHub({
      env: { GITHUB_API_URL: server.url, ...env },
      repository: world.repository.fullName,
      remote: null,
      learn: (secret) => void learned.push(secret),
      say: () => undefined,
      pace: HURRY,
    });
    await github.pullRequest(world.number);
    return learned;
  }

  it("says that the App is not installed", async () => {
    const app = server.createApp("absent-app", PERMISSIONS);
    await expect(connect(world, appEnvironment(app))).rejects.toThrow(
      `The App is not installed in ${world.repository.fullName}. Install it there`,
    );
  });

  it("says that a key cannot be used, and does not quote it", async () => {
    const privateKey = "-----BEGIN RSA PRIVATE KEY-----\nbm90IGEga2V5\n-----END RSA PRIVATE KEY-----";
    const failed = connect(world, { HOLDFAST_GITHUB_APP_ID: "7", HOLDFAST_GITHUB_APP_PRIVATE_KEY: privateKey });
    await expect(failed).rejects.toThrow("The private key of the App cannot be used.");
    await expect(failed).rejects.not.toThrow("bm90");
  });

  it("says that the token is not accepted, and shows nothing of the request", async () => {
    const failed = await connect(world, { GITHUB_TOKEN: "ghp_wrong" }).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(GitHubError);
    expect(failed).toMatchObject({ status: 401, message: expect.stringContaining("GitHub does not accept the token") });
    expect(inspect(failed, { depth: 9, showHidden: true })).not.toMatch(/ghp_wrong|authorization/i);
  });

  it("reads a pull request, and knows a fork", async () => {
    const github = await connect(world);
    const fork = await server.createRepository("ada/phalanx", { fork: world.repository });
    await fork.commit({ branch: "theirs", from: "main", files: { "a.yaml": "a: 1\n" } });
    const number = await world.repository.openPull({ head: "theirs", from: fork });
    expect(await github.pullRequest(number)).toMatchObject({ number, fork: true, open: true });
    expect(await github.pullRequest(world.number)).toMatchObject({
      fork: false,
      head: await world.repository.headOf(world.number),
    });
    await expect(github.pullRequest(4_711)).rejects.toThrow("Could not read pull request 4711: it does not exist, or");
  });

  it.each([
    [{ GITHUB_TOKEN: "t" }, null, "The repository on GitHub is not known. Name it as owner/name."],
    [{ GITHUB_TOKEN: "t", GITHUB_REPOSITORY: "phalanx" }, null, '"phalanx" is no repository. Name it as owner/name.'],
    [{ GITHUB_TOKEN: "t" }, "git@git.example.org:lsst/phalanx.git", "Set GITHUB_API_URL to its API"],
    [{ GITHUB_REPOSITORY: "lsst/phalanx" }, null, "There is no token for GitHub."],
  ])("refuses %j with the remote %s", async (env, remote, message) => {
    const options = { repository: null, learn: () => undefined, say: () => undefined };
    await expect(connectGitHub({ ...options, env, remote })).rejects.toThrow(message);
  });
});

function appEnvironment({ appId, privateKey }: { appId: number; privateKey: string }): Record<string, string> {
  return { HOLDFAST_GITHUB_APP_ID: String(appId), HOLDFAST_GITHUB_APP_PRIVATE_KEY: privateKey };
}
