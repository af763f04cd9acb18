import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { read } from "../../vocabulary/index.ts";
import { BOUNDS, directRoute } from "../http/index.ts";
import { connectHealth } from "./index.ts";

function readerOf(url: string) {
  const route = directRoute({ url, credentials: async () => read({ ca: null, authorization: null }) });
  return connectHealth({ title: "alert database", route, path: "/v1/health", bounds: { ...BOUNDS, baseDelayMs: 1 } });
}

describe("observe/health/connect", () => {
  it.each([200, 404, 500, 503])("tells the status %i", async (status) => {
    const server = createServer(
      ({ url }, response) => void response.writeHead(url === "/db/v1/health" ? status : 418).end(),
    );
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const reader = readerOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}/db`);
    expect(await reader.health()).toEqual(read({ status }));
    await reader.close();
    server.close();
  });

  it("fails only where no answer comes", async () => {
    const reader = readerOf("http://127.0.0.1:1");
    const what = "alert database at http://127.0.0.1:1/v1/health";
    expect(await reader.health()).toEqual({
      ok: false,
      failure: { reason: "unreachable", what, why: "the connection was refused" },
    });
    expect(reader.requests()).toBe(1);
    await reader.close();
  });
});
