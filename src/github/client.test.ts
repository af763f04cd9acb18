import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Octokit } from "octokit";
import { afterEach, describe, expect, it } from "vitest";
import { tokenClient } from "./client.ts";
import { failureOf, isUncertain } from "./failure.ts";
import type { Pace } from "./pace.ts";

const HURRY: Pace = { writeMs: 0, notifyMs: 0, secondMs: 1, requestMs: 300, patience: 300 };
const PLACE = { owner: "lsst", repo: "phalanx" };

describe("github/client", () => {
  const servers: Server[] = [];

  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  /** A server that answers each request by the next listener, and the last one for ever. */
  async function serve(...answers: RequestListener[]): Promise<{ url: string; asked: string[] }> {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      answer?.(request, response);
    });
    servers.push(server);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
  }

  interface Ears {
    readonly learned: string[];
    readonly said: string[];
  }

  function clientOf(
    url: string,
    pace: Partial<Pace> = {},
    { learned, said }: Ears = { learned: [], said: [] },
  ): Octokit {
    return tokenClient(
      { kind: "token", token: "s3cret-token" },
      {
        apiUrl: url,
        pace: { ...HURRY, ...pace },
        learn: (secret) => void learned.push(secret),
        say: (line) => void said.push(line),
      },
    );
  }

  function read(octokit: Octokit): Promise<unknown> {
    return octokit.rest.issues.get({ ...PLACE, issue_number: 7 });
  }

  function create(octokit: Octokit): Promise<unknown> {
    return octokit.rest.issues.createComment({ ...PLACE, issue_number: 7, body: "Text" });
  }

  function edit(octokit: Octokit): Promise<unknown> {
    return octokit.rest.issues.updateComment({ ...PLACE, comment_id: 7, body: "Text" });
  }

  it("learns what it sends before anything can repeat it", async () => {
    const { url } = await serve(json(200, {}));
    const learned: string[] = [];
    await read(clientOf(url, {}, { learned, said: [] }));
    expect(learned).toEqual(["s3cret-token"]);
  });

  it.each<[string, RequestListener]>([
    ["a server error", json(502, {})],
    ["a reset connection", ({ socket }) => void socket.resetAndDestroy()],
    ["silence", () => undefined],
    ["an answer that breaks off", breakOff],
    [
      "a page that is no answer",
      (_, response) => void response.writeHead(200, { "content-type": "text/html" }).end("<p>"),
    ],
  ])("reads again after %s, and never writes again blindly", async (_, fault) => {
    const reading = await serve(fault, json(200, {}));
    await read(clientOf(reading.url));
    expect(reading.asked).toHaveLength(2);

    const editing = await serve(fault, json(200, {}));
    await edit(clientOf(editing.url));
    expect(editing.asked).toHaveLength(2);

    const creating = await serve(fault, json(201, {}));
    const failed = await create(clientOf(creating.url)).catch((error: unknown) => error);
    expect(creating.asked).toEqual(["POST /repos/lsst/phalanx/issues/7/comments"]);
    expect(isUncertain(failed)).toBe(true);
  });

  it.each([400, 401, 403, 404, 410, 422])("takes HTTP %i for an answer", async (status) => {
    const { url, asked } = await serve(json(status, { message: "No" }));
    const failed = await read(clientOf(url)).catch(failureOf);
    expect(failed).toMatchObject({ status, message: "No" });
    expect(asked).toHaveLength(1);
  });

  it("stops reading after four tries", async () => {
    const { url, asked } = await serve(json(503, {}));
    await expect(read(clientOf(url))).rejects.toMatchObject({ status: 503 });
    expect(asked).toHaveLength(4);
  });

  it.each<[string, number, Record<string, string>, string]>([
    ["a secondary limit", 403, { "retry-after": "20" }, "You have exceeded a secondary rate limit."],
    ["a secondary limit without a time", 429, {}, "You have exceeded a secondary rate limit."],
    [
      "the hourly limit",
      403,
      { "x-ratelimit-remaining": "0", "x-ratelimit-reset": soon(20) },
      "API rate limit exceeded",
    ],
    ["a bare Retry-After", 429, { "retry-after": "20" }, "Too many requests"],
    ["a bare 429", 429, {}, "Too many requests"],
    ["a date", 429, { "retry-after": new Date(Date.now() + 20_000).toUTCString() }, "Too many requests"],
  ])("waits for %s, with writes too, since nothing was written", async (_, ...[status, headers, message]) => {
    const said: string[] = [];
    const { url, asked } = await serve(json(status, { message }, headers), json(201, {}));
    await create(clientOf(url, {}, { learned: [], said }));
    expect(asked).toHaveLength(2);
    expect(said).toEqual([expect.stringMatching(/^GitHub asks to wait (1\d|2\d|6\d) seconds\.$/)]);
  });

  it.each([
    [{ "retry-after": "900" }, "You have exceeded a secondary rate limit."],
    [{ "x-ratelimit-remaining": "0", "x-ratelimit-reset": soon(3_000) }, "API rate limit exceeded"],
    [{ "retry-after": "900" }, "Forbidden"],
  ])("does not wait longer than it has patience for %j", async (headers, message) => {
    const { url, asked } = await serve(json(403, { message }, headers));
    const failed = await create(clientOf(url)).catch(failureOf);
    expect(failed).toMatchObject({ status: 403, wait: expect.toSatisfy((seconds) => seconds >= 890) });
    expect(asked).toHaveLength(1);
  });

  it("has patience for a whole run, not for each request", async () => {
    const { url, asked } = await serve(json(429, {}, { "retry-after": "100" }));
    const octokit = clientOf(url, { patience: 250 });
    await expect(create(octokit)).rejects.toMatchObject({ status: 429 });
    await expect(create(octokit)).rejects.toMatchObject({ status: 429 });
    expect(asked).toHaveLength(4);
  });

  it("waits before it reads again where a server that is down asks for it", async () => {
    const said: string[] = [];
    const { url } = await serve(json(503, {}, { "retry-after": "30" }), json(200, {}));
    await read(clientOf(url, {}, { learned: [], said }));
    expect(said).toEqual(["GitHub asks to wait 30 seconds."]);
  });

  it("writes at the pace that GitHub asks for", async () => {
    const { url } = await serve(json(200, {}));
    const octokit = clientOf(url, { writeMs: 80 });
    const begun = performance.now();
    await Promise.all([edit(octokit), edit(octokit), edit(octokit)]);
    expect(performance.now() - begun).toBeGreaterThan(150);
  });

  it("finds GraphQL where a GitHub Enterprise server has it, and asks again there", async () => {
    const { url, asked } = await serve(json(502, {}), json(200, { data: { viewer: { login: "bot" } } }));
    const answer = await clientOf(`${url}/api/v3`).graphql("query { viewer { login } }");
    expect(answer).toEqual({ viewer: { login: "bot" } });
    expect(asked).toEqual(["POST /api/graphql", "POST /api/graphql"]);
  });
});

function json(status: number, data: unknown, headers: Record<string, string> = {}): RequestListener {
  return (request, response) => {
    drain(request);
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(data));
  };
}

function breakOff(request: IncomingMessage, response: Parameters<RequestListener>[1]): void {
  drain(request);
  response.writeHead(201, { "content-type": "application/json", "content-length": "99" }).write('{"id":');
  setTimeout(() => response.destroy(), 20);
}

function drain(request: IncomingMessage): void {
  request.resume();
}

function soon(seconds: number): string {
  return String(Math.floor(Date.now() / 1_000) + seconds);
}
