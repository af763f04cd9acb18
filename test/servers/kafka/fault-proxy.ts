import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { BrokerAddress, KafkaRoute } from "../../../src/observe/kafka/index.ts";

/** What happens to the answers of a broker. Bytes count from when the fault begins, on each connection. */
export type Fault =
  | { readonly kind: "delay"; readonly ms: number }
  /** The rest never comes, and the connection stays open. */
  | { readonly kind: "stall"; readonly afterBytes: number }
  | { readonly kind: "reset"; readonly afterBytes: number };

/** Leads a reader to brokers through proxies that make trouble; to begin with they make none. */
export class FaultProxy implements KafkaRoute, AsyncDisposable {
  readonly #servers = new Map<string, Promise<Server>>();
  readonly #sockets = new Set<Socket>();
  readonly #faults = new Map<number, Fault>();
  #closed = false;

  /** Sets the trouble of the broker that listens at this port, on open connections too; null ends it. */
  set(port: number, fault: Fault | null): void {
    if (fault === null) this.#faults.delete(port);
    else this.#faults.set(port, fault);
  }

  async address(broker: BrokerAddress): Promise<BrokerAddress> {
    const key = `${broker.host}:${broker.port}`;
    const opening = this.#servers.get(key) ?? this.#listen(broker);
    this.#servers.set(key, opening);
    return { host: "127.0.0.1", port: portOf(await opening) };
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const server of await Promise.all(this.#servers.values())) server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #listen(broker: BrokerAddress): Promise<Server> {
    const server = createServer((near) => this.#join(near, broker));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return server;
  }

  #join(near: Socket, broker: BrokerAddress): void {
    if (this.#closed) return void near.destroy();
    const far = connect({ ...broker });
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(socket);
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
    near.pipe(far);
    // A socket that breaks closes both sides above.
    this.#answer(near, far, broker.port).catch(() => near.destroy());
  }

  async #answer(near: Socket, far: Socket, port: number): Promise<void> {
    let current: Fault | undefined;
    let passed = 0;
    for await (const chunk of far as AsyncIterable<Buffer>) {
      const fault = this.#faults.get(port);
      if (fault !== current) [current, passed] = [fault, 0];
      if (fault?.kind === "delay") await sleep(fault.ms);
      const left = fault === undefined || fault.kind === "delay" ? chunk.length : fault.afterBytes - passed;
      passed += chunk.length;
      near.write(chunk.subarray(0, left));
      if (left >= chunk.length) continue;
      if (fault?.kind === "reset") return void near.resetAndDestroy();
      await once(near, "close");
      return;
    }
  }
}

function portOf(server: Server): number {
  // A server that listens on TCP has such an address.
  return (server.address() as AddressInfo).port;
}
