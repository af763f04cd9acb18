import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { FaultProxy } from "./index.ts";

describe("test/servers/kafka fault-proxy", () => {
  let server: Server;
  let port = 0;
  let proxy: FaultProxy;

  beforeAll(async () => {
    server = createServer((socket) => socket.on("error", () => socket.destroy()).pipe(socket));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => {
    server.close();
  });
  beforeEach(() => {
    proxy = new FaultProxy();
  });
  afterEach(() => proxy.close());

  async function open(): Promise<{ socket: Socket; heard: () => string; ended: Promise<unknown> }> {
    const socket = connect({ ...(await proxy.address({ host: "127.0.0.1", port })) });
    let heard = "";
    socket.setEncoding("utf8").on("data", (text: string) => {
      heard += text;
    });
    const { promise: ended, resolve } = Promise.withResolvers<unknown>();
    socket.on("error", (error: NodeJS.ErrnoException) => resolve(error.code));
    socket.on("close", () => resolve("closed"));
    await once(socket, "connect");
    return { socket, heard: () => heard, ended };
  }

  it("passes everything while there is no fault", async () => {
    const { socket, heard } = await open();
    socket.write("answer");
    await expect.poll(heard).toBe("answer");
    expect(await proxy.address({ host: "127.0.0.1", port })).toEqual({ host: "127.0.0.1", port: socket.remotePort });
  });

  it("delays", async () => {
    proxy.set(port, { kind: "delay", ms: 300 });
    const { socket, heard } = await open();
    socket.write("answer");
    await sleep(100);
    expect(heard()).toBe("");
    await expect.poll(heard).toBe("answer");
  });

  it("stalls in the middle of an answer, on a connection that is already open", async () => {
    const { socket, heard, ended } = await open();
    socket.write("first ");
    await expect.poll(heard).toBe("first ");
    proxy.set(port, { kind: "stall", afterBytes: 3 });
    socket.write("answer");
    await expect.poll(heard).toBe("first ans");
    expect(await Promise.race([ended, sleep(200, "open")])).toBe("open");
    expect(heard()).toBe("first ans");
  });

  it("resets in the middle of an answer, and no longer when the fault is over", async () => {
    proxy.set(port, { kind: "reset", afterBytes: 3 });
    const { socket, ended } = await open();
    socket.write("answer");
    expect(await ended).toBe("ECONNRESET");
    proxy.set(port, null);
    const next = await open();
    next.socket.write("answer");
    await expect.poll(next.heard).toBe("answer");
  });

  it("cuts open connections when it closes", async () => {
    const { ended } = await open();
    await proxy.close();
    expect(await ended).toBe("closed");
  });
});
