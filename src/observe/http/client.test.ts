import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { read, unread } from "../../vocabulary/index.ts";
import {
  BOUNDS,
  type DirectRouteOptions,
  directRoute,
  HttpClient,
  type HttpExchange,
  type NoHttpAnswer,
} from "./index.ts";

const SHORT = { ...BOUNDS, requestMs: 150, totalMs: 1_000, baseDelayMs: 5 };
const ANONYMOUS: DirectRouteOptions["credentials"] = async () => read({ ca: null, authorization: null });
const PASSWORD = "correct-horse-battery";

describe("observe/http/client", () => {
  const servers: Server[] = [];
  const clients: HttpClient[] = [];

  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    servers.push(server);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  function clientOf(url: string, bounds = SHORT, credentials = ANONYMOUS): HttpClient {
    const client = new HttpClient(directRoute({ url, credentials }), bounds);
    clients.push(client);
    return client;
  }

  function get(client: HttpClient, path = "/"): Promise<HttpExchange> {
    return client.begin().get({ path, headers: {} });
  }

  afterEach(async () => {
    for (const client of clients.splice(0)) await client.close();
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  it("sends its login, below the path of the address, and takes a compressed answer", async () => {
    const asked: unknown[] = [];
    const url = await serve(({ url: path, headers }, response) => {
      asked.push([path, headers.authorization]);
      response.setHeader("content-encoding", "gzip");
      response.end(gzipSync("[1]"));
    });
    const client = clientOf(`${url}/apis/ccompat/v7/`, SHORT, async () =>
      read({ ca: null, authorization: "Basic eA==" }),
    );
    expect(await get(client, "/subjects?deleted=true")).toMatchObject({ status: 200, body: "[1]" });
    expect(asked).toEqual([["/apis/ccompat/v7/subjects?deleted=true", "Basic eA=="]]);
  });

  it("names no user and password that stand in the address", () => {
    const route = directRoute({ url: `https://ops:${PASSWORD}@registry.example.org/x?y=1`, credentials: ANONYMOUS });
    expect(route.address).toBe("https://registry.example.org/x");
  });

  it("sends nothing where credentials cannot be had, and says why", async () => {
    const url = await serve((_, response) => void response.end());
    const failed = async () => unread<never>("unreachable", "password of Secret a in b", "the Secret does not exist");
    const why = "password of Secret a in b: the Secret does not exist";
    expect(await get(clientOf(url, SHORT, failed))).toMatchObject({ reason: "unreachable", why });
  });

  it("tries again what passes, and counts it", async () => {
    const statuses = [429, 503, 200];
    const url = await serve((_, response) => {
      response.statusCode = statuses.shift() ?? 500;
      response.end();
    });
    const client = clientOf(url);
    expect(await get(client)).toMatchObject({ status: 200 });
    expect(client.requests()).toBe(3);
  });

  it("does not follow a redirect, which would carry credentials elsewhere", async () => {
    const url = await serve((_, response) => void response.writeHead(302, { location: "http://127.0.0.1:1/" }).end());
    expect(await get(clientOf(url))).toMatchObject({ kind: "answer", status: 302 });
  });

  it.each<[string, RequestListener, Partial<NoHttpAnswer>, number]>([
    ["silence", () => undefined, { reason: "timeout", why: "no complete answer after 0.2 seconds" }, 1],
    [
      "a body that stalls",
      (_, response) => void response.writeHead(200, { "content-length": "9" }).write("["),
      { reason: "timeout" },
      1,
    ],
    [
      "a body that breaks off",
      (_, response) => {
        response.writeHead(200, { "content-length": "9" }).write("[");
        setTimeout(() => response.destroy(), 10);
      },
      { reason: "truncated", why: "the answer broke off" },
      3,
    ],
    [
      "a reset connection",
      (request) => void request.socket.resetAndDestroy(),
      { reason: "unreachable", why: "the connection was reset" },
      3,
    ],
  ])("tells %s", async (_, listener, ...[expected, requests]) => {
    const client = clientOf(await serve(listener));
    expect(await get(client)).toMatchObject(expected);
    expect(client.requests()).toBe(requests);
  });

  it("tells a refused connection, at once", async () => {
    const client = clientOf("http://127.0.0.1:1");
    expect(await get(client)).toMatchObject({ reason: "unreachable", why: "the connection was refused" });
    expect(client.requests()).toBe(1);
  });

  it("ends a reading when its time is over, however many requests are left", async () => {
    const client = clientOf(await serve(() => undefined), { ...SHORT, totalMs: 300, concurrent: 1 });
    const session = client.begin();
    const before = performance.now();
    const exchanges = await Promise.all(Array.from({ length: 20 }, () => session.get({ path: "/", headers: {} })));
    expect(performance.now() - before).toBeLessThan(900);
    expect(exchanges.at(-1)).toMatchObject({ reason: "timeout", why: "reading took longer than 0.3 seconds in all" });
    expect(client.requests()).toBeLessThan(5);
  });

  it("sends no more at once than it may", async () => {
    let open = 0;
    let most = 0;
    const url = await serve((_, response) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        response.end();
      }, 5);
    });
    const session = clientOf(url, { ...SHORT, concurrent: 3 }).begin();
    await Promise.all(Array.from({ length: 12 }, () => session.get({ path: "/", headers: {} })));
    expect(most).toBe(3);
  });
});
