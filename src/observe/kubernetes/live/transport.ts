import { setTimeout as sleep } from "node:timers/promises";
import pLimit from "p-limit";
import type { RequestCounts } from "../port.ts";
import type { Access } from "./access.ts";
import {
  type DryRunRequest,
  type Exchange,
  exchange,
  type GetRequest,
  type Outgoing,
  type Timeouts,
} from "./exchange.ts";
import { type RetryPolicy, retryDelay } from "./retry.ts";

/** What a request is for: pages of lists are counted apart. */
export type Purpose = "list" | "other";

/** Reads. There is no way to write through it. */
export interface Getter {
  get(path: string, options?: { readonly purpose?: Purpose; readonly accept?: string }): Promise<Exchange>;
}

/** Sends writes that are never stored. */
export interface DryRunSender {
  send(request: DryRunRequest): Promise<Exchange>;
}

export interface TransportOptions {
  readonly access: Access;
  readonly timeouts: Timeouts;
  readonly retries: RetryPolicy;
}

/** More requests at once do not make one API server faster, and its fairness queues answer 429. */
const CONCURRENT_REQUESTS = 8;

/** The one way to the API server: bounds what is under way, tries again what passes, counts what is sent. */
class Transport {
  readonly #options: TransportOptions;
  readonly #limit = pLimit(CONCURRENT_REQUESTS);
  #lists = 0;
  #others = 0;

  constructor(options: TransportOptions) {
    this.#options = options;
  }

  requests(): RequestCounts {
    return { lists: this.#lists, others: this.#others };
  }

  close(): void {
    this.#options.access.close();
  }

  protected async deliver(outgoing: Outgoing, purpose: Purpose): Promise<Exchange> {
    const begun = performance.now();
    for (let number = 1; ; number += 1) {
      const result = await this.#limit(() => this.#once(outgoing, purpose));
      const delay = retryDelay(result, { number, elapsedMs: performance.now() - begun }, this.#options.retries);
      if (delay === null) return result;
      await sleep(delay);
    }
  }

  async #once(outgoing: Outgoing, purpose: Purpose): Promise<Exchange> {
    const connection = await this.#options.access.connection();
    if (!connection.ok) return { kind: "no-answer", failure: "credentials", why: connection.failure.why };
    if (purpose === "list") this.#lists += 1;
    else this.#others += 1;
    return exchange(connection.value, outgoing, this.#options.timeouts);
  }
}

export class GetTransport extends Transport implements Getter {
  get(path: string, options: { readonly purpose?: Purpose; readonly accept?: string } = {}): Promise<Exchange> {
    const request: GetRequest = { method: "GET", path, accept: options.accept ?? "application/json" };
    return this.deliver(request, options.purpose ?? "other");
  }
}

export class DryRunTransport extends Transport implements DryRunSender {
  send(request: DryRunRequest): Promise<Exchange> {
    return this.deliver(request, "other");
  }
}
