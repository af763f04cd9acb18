import type { Duplex } from "node:stream";
import type { Reading } from "../../../vocabulary/index.ts";
import type { ClusterRoutes, PodPort, ServiceAnswer, ServicePath } from "../routes.ts";
import type { Access } from "./access.ts";
import { forwardPort } from "./port-forward.ts";
import { getThroughProxy } from "./service-proxy.ts";

/** Routes through one API server. */
export class LiveRoutes implements ClusterRoutes {
  readonly #access: Access;
  readonly #handshakeMs: number;
  readonly #streams = new Set<Duplex>();

  /** @param handshakeMs how long the API server may take to open a forward. */
  constructor(access: Access, handshakeMs: number) {
    this.#access = access;
    this.#handshakeMs = handshakeMs;
  }

  async forward(target: PodPort): Promise<Reading<Duplex>> {
    const reading = await forwardPort(this.#access, target, this.#handshakeMs);
    if (reading.ok) this.#keep(reading.value);
    return reading;
  }

  get(target: ServicePath, timeoutMs: number): Promise<Reading<ServiceAnswer>> {
    return getThroughProxy(this.#access, target, timeoutMs);
  }

  async close(): Promise<void> {
    for (const stream of this.#streams) stream.destroy();
    this.#access.close();
  }

  #keep(stream: Duplex): void {
    this.#streams.add(stream);
    stream.once("close", () => this.#streams.delete(stream));
  }
}
