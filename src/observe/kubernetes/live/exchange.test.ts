import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { type Connection, type DryRunRequest, exchange, type GetRequest, isLoopback } from "./exchange.ts";

const GET: GetRequest = { method: "GET", path: "/api", accept: "application/json" };
const QUICK = { headersMs: 150, bodyMs: 150 };
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

interface Seen {
  readonly requests: { method: string; url: string }[];
  readonly connection: Connection;
}

async function serve(answer: (response: ServerResponse) => void): Promise<Seen> {
  const requests: { method: string; url: string }[] = [];
  const server = createServer((request, response) => {
    requests.push({ method: request.method ?? "", url: request.url ?? "" });
    answer(response);
  });
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { requests, connection: { server: `http://127.0.0.1:${port}/prefix`, headers: {}, options: {} } };
}

describe("observe/kubernetes/live/exchange", () => {
  it("reads the answer below the server's own path", async () => {
    const { connection, requests } = await serve((response) => response.end('{"a":"ü"}'));
    const result = await exchange(connection, GET, QUICK);
    expect(result).toEqual({ kind: "answer", status: 200, retryAfter: null, body: { a: "ü" } });
    expect(requests).toEqual([{ method: "GET", url: "/prefix/api" }]);
  });

  it("reads a compressed answer", async () => {
    const { connection } = await serve((response) => {
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync('{"a":1}'));
    });
    expect(await exchange(connection, GET, QUICK)).toMatchObject({ status: 200, body: { a: 1 } });
  });

  it("keeps status and Retry-After of an answer that is not JSON", async () => {
    const { connection } = await serve((response) => {
      response.writeHead(503, { "retry-after": "2" }).end("<html>");
    });
    expect(await exchange(connection, GET, QUICK)).toEqual({
      kind: "answer",
      status: 503,
      retryAfter: "2",
      body: null,
    });
  });

  it.each<[string, (response: ServerResponse) => void, { failure: string; why: string }]>([
    ["silence", () => undefined, { failure: "timeout", why: "no answer after 0.15 seconds" }],
    [
      "a stalled body",
      (r) => r.write('{"a":'),
      { failure: "timeout", why: "the answer was not complete after 0.15 seconds" },
    ],
    ["a dropped connection", (r) => r.socket?.destroy(), { failure: "reset", why: "the connection was reset" }],
    [
      "a body that breaks off",
      (r) => r.write('{"a":', () => r.socket?.destroy()),
      { failure: "cut", why: "the answer broke off" },
    ],
    ["half a document", (r) => r.end('{"a":'), { failure: "cut", why: "the answer is not complete JSON" }],
  ])("returns %s as data", async (_, answer, none) => {
    const { connection } = await serve(answer);
    expect(await exchange(connection, GET, QUICK)).toEqual({ kind: "no-answer", ...none });
  });

  it("returns a refused connection as data", async () => {
    const { connection } = await serve(() => undefined);
    servers.splice(0).map((server) => server.close());
    const result = await exchange(connection, GET, QUICK);
    expect(result).toEqual({ kind: "no-answer", failure: "unreachable", why: "the connection was refused" });
  });

  it.each([
    ["overridden in the path", { path: "/api?dryRun=", query: { dryRun: "All" } }, "/prefix/api?dryRun=All"],
    ["in the query", { path: "/api", query: { dryRun: "All", force: "true" } }, "/prefix/api?dryRun=All&force=true"],
  ] as const)("sends a write only as a dry run, %s", async (_, write, url) => {
    const { connection, requests } = await serve((response) => response.end("{}"));
    const request = { method: "POST", contentType: "application/json", body: "{}", ...write } satisfies DryRunRequest;
    await exchange(connection, request, QUICK);
    expect(requests).toEqual([{ method: "POST", url }]);
  });

  it("refuses a write that would be stored, whatever the types say", async () => {
    const { connection, requests } = await serve((response) => response.end("{}"));
    const request: DryRunRequest = { method: "PATCH", path: "/x", query: { dryRun: "All" }, contentType: "", body: "" };
    for (const query of [{}, { dryRun: "None" }]) {
      const stored = Object.assign({}, request, { query });
      await expect(exchange(connection, stored, QUICK)).rejects.toThrow("without dryRun=All");
    }
    expect(requests).toEqual([]);
  });

  it.each([
    ["localhost", true],
    ["127.0.0.1", true],
    ["127.8.0.1", true],
    ["[::1]", true],
    ["10.0.0.1", false],
    ["127.example.org", false],
  ])("knows whether %s is loopback", (host, loopback) => expect(isLoopback(host)).toBe(loopback));
});
