import { read, unread } from "../../vocabulary/index.ts";
import { BOUNDS, type HttpBounds, HttpClient, type HttpRoute } from "../http/index.ts";
import type { HealthReader } from "./port.ts";

export interface HealthOptions {
  /** Whose health it is, for messages: `alert database`. */
  readonly title: string;
  readonly route: HttpRoute;
  /** Below the route's address: `/v1/health`. */
  readonly path: string;
  readonly bounds?: HttpBounds;
}

/** A reader of one health endpoint. It connects when first read. */
export function connectHealth(options: HealthOptions): HealthReader {
  return new LiveHealth(options);
}

class LiveHealth implements HealthReader {
  readonly description: string;
  readonly #client: HttpClient;
  readonly #path: string;

  constructor({ title, route, path, bounds = BOUNDS }: HealthOptions) {
    this.description = `${title} at ${route.address}${path}`;
    this.#client = new HttpClient(route, bounds);
    this.#path = path;
  }

  async health(): ReturnType<HealthReader["health"]> {
    const exchange = await this.#client.begin().get({ path: this.#path, headers: { accept: "*/*" } });
    if (exchange.kind === "answer") return read({ status: exchange.status });
    return unread(exchange.reason, this.description, exchange.why);
  }

  requests(): number {
    return this.#client.requests();
  }

  close(): Promise<void> {
    return this.#client.close();
  }
}
