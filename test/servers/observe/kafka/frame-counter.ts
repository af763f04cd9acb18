import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server } from "node:net";
import type { BrokerAddress, KafkaRoute } from "../../../../src/observe/kafka/index.ts";

/** Leads through proxies that count Kafka's requests on the wire: each begins with its size in four bytes. */
export class CountingRoute implements KafkaRoute {
  readonly #servers = new Map<string, Promise<Server>>();
  readonly asked: BrokerAddress[] = [];
  requests = 0;

  async address(broker: BrokerAddress): Promise<BrokerAddress> {
    this.asked.push(broker);
    const key = `${broker.host}:${broker.port}`;
    const opening = this.#servers.get(key) ?? this.#listen(broker);
    this.#servers.set(key, opening);
    const { port } = (await opening).address() as AddressInfo;
    return { host: "127.0.0.1", port };
  }

  async close(): Promise<void> {
    for (const server of await Promise.all(this.#servers.values())) server.close();
  }

  async #listen(broker: BrokerAddress): Promise<Server> {
    const server = createServer((near) => {
      const far = connect({ ...broker });
      const count = this.#counter();
      near.on("data", count);
      near.pipe(far).pipe(near);
      near.on("error", () => far.destroy());
      far.on("error", () => near.destroy());
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return server;
  }

  #counter(): (bytes: Buffer) => void {
    let rest = Buffer.alloc(0);
    return (bytes) => {
      rest = Buffer.concat([rest, bytes]);
      while (rest.length >= 4 && rest.length >= 4 + rest.readInt32BE(0)) {
        rest = rest.subarray(4 + rest.readInt32BE(0));
        this.requests += 1;
      }
    };
  }
}
