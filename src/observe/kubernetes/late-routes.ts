import type { Duplex } from "node:stream";
import type { Reading } from "../../vocabulary/index.ts";
import type { ClusterRoutes, PodPort, ServiceAnswer, ServicePath } from "./routes.ts";

/** Routes that are connected when they are first needed: most environments need none. */
export class LateRoutes implements ClusterRoutes {
  readonly #connect: () => Promise<ClusterRoutes>;
  #routes: Promise<ClusterRoutes> | null = null;

  constructor(connect: () => Promise<ClusterRoutes>) {
    this.#connect = connect;
  }

  async forward(target: PodPort): Promise<Reading<Duplex>> {
    return (await this.#connected()).forward(target);
  }

  async get(target: ServicePath, timeoutMs: number): Promise<Reading<ServiceAnswer>> {
    return (await this.#connected()).get(target, timeoutMs);
  }

  async close(): Promise<void> {
    await this.#routes?.then((routes) => routes.close());
  }

  #connected(): Promise<ClusterRoutes> {
    this.#routes ??= this.#connect();
    return this.#routes;
  }
}
