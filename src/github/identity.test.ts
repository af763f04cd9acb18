import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { tokenClient } from "./client.ts";
import { GitHubError } from "./failure.ts";
import { isWrittenBy, loginOfToken } from "./identity.ts";
import type { Pace } from "./pace.ts";

const IMPATIENT: Pace = { writeMs: 0, notifyMs: 0, secondMs: 1, requestMs: 1_000, patience: 0 };

interface Answer {
  readonly status: number;
  readonly data: unknown;
  readonly headers?: Record<string, string>;
}

const NO_USER: Answer = { status: 403, data: { message: "Resource not accessible by integration" } };
const LIMIT: Answer = { status: 403, data: { message: "You have exceeded a secondary rate limit." } };
const ASKED_TO_WAIT: Answer = { status: 403, data: { message: "Forbidden" }, headers: { "retry-after": "900" } };

describe("github/identity", () => {
  const servers: Server[] = [];

  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  /** The login of a token where REST and GraphQL answer this for ever. */
  async function loginWhere(user: Answer, viewer: Answer): Promise<string> {
    const server = createServer((request, response) => {
      const { status, data, headers } = request.url === "/graphql" ? viewer : user;
      request.resume();
      response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(data));
    });
    servers.push(server);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const ears = { learn: () => undefined, say: () => undefined };
    return loginOfToken(tokenClient({ kind: "token", token: "s3cret-token" }, { apiUrl, pace: IMPATIENT, ...ears }));
  }

  it.each<[string, Answer, Answer, string]>([
    ["a user", { status: 200, data: { login: "ada" } }, NO_USER, "ada"],
    ["an App", NO_USER, { status: 200, data: { data: { viewer: { login: "our-app[bot]" } } } }, "our-app[bot]"],
    ["what may not ask", NO_USER, refusal("FORBIDDEN"), "github-actions[bot]"],
    ["what lacks a scope", NO_USER, refusal("INSUFFICIENT_SCOPES"), "github-actions[bot]"],
    ["what sees no viewer", NO_USER, refusal("NOT_FOUND"), "github-actions[bot]"],
    ["what GraphQL answers HTTP 403", NO_USER, NO_USER, "github-actions[bot]"],
  ])("knows %s", async (_, ...[user, viewer, login]) => {
    expect(await loginWhere(user, viewer)).toBe(login);
  });

  it.each<[string, Answer, Answer, string]>([
    ["GraphQL breaks down", NO_USER, graphql({ message: "Something went wrong while executing your query." }), "broke"],
    ["GraphQL gives an error without a kind", NO_USER, graphql({ message: "Timeout" }), "it says: Timeout"],
    ["GraphQL gives no error at all", NO_USER, { status: 200, data: { errors: [] } }, "no whole answer"],
    ["GraphQL does not take the query", NO_USER, refusal("UNPROCESSABLE"), "does not take it"],
    ["the limit of GraphQL is reached", NO_USER, refusal("RATE_LIMITED"), "limit is reached"],
    ["GraphQL has a secondary limit", NO_USER, LIMIT, "limit is reached"],
    ["GraphQL asks to wait", NO_USER, ASKED_TO_WAIT, "limit is reached"],
    ["REST has a secondary limit", LIMIT, refusal("FORBIDDEN"), "limit is reached"],
    ["the token is not accepted", { status: 401, data: {} }, refusal("FORBIDDEN"), "does not accept the token"],
  ])("guesses nothing where %s", async (_, ...[user, viewer, why]) => {
    const failed = await loginWhere(user, viewer).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(GitHubError);
    expect(failed).toMatchObject({ message: expect.stringContaining(why) });
  });

  it.each([
    [{ login: "our-app", __typename: "Bot" }, true],
    [{ login: "our-app[bot]" }, true],
    [{ login: "our-app", __typename: "User" }, false],
    [null, false],
  ])("tells whether %j is the App", (author, expected) => {
    expect(isWrittenBy(author, "our-app[bot]")).toBe(expected);
  });
});

function graphql(error: Record<string, string>): Answer {
  return { status: 200, data: { data: null, errors: [error] } };
}

function refusal(type: string): Answer {
  return graphql({ type, message: `Refused as ${type}` });
}
