import { setTimeout as sleep } from "node:timers/promises";
import pLimit from "p-limit";
import { BOUNDS, type HttpBounds } from "./bounds.ts";
import { retryDelay } from "./retry.ts";
import type { HttpExchange, HttpRequest, HttpRoute } from "./route.ts";

/** The requests of one reading, which share one bound of time. */
export interface HttpSession {
  /** The answer, whatever its status, or why none came. */
  get(request: HttpRequest): Promise<HttpExchange>;
}

/** Asks one service over its route: bounds what is under way, tries again what passes, counts what is sent. */
export class HttpClient {
  readonly #route: HttpRoute;
  readonly #bounds: HttpBounds;
  readonly #limit: ReturnType<typeof pLimit>;
  #sent = 0;

  constructor(route: HttpRoute, bounds: HttpBounds = BOUNDS) {
    this.#route = route;
    this.#bounds = bounds;
    this.#limit = pLimit(bounds.concurrent);
  }

  /** Begins a reading: its time runs from now. */
  begin(): HttpSession {
    const end = performance.now() + this.#bounds.totalMs;
    return { get: (request) => this.#get(request, end) };
  }

  requests(): number {
    return this.#sent;
  }

  close(): Promise<void> {
    return this.#route.close();
  }

  async #get(request: HttpRequest, end: number): Promise<HttpExchange> {
    for (let number = 1; ; number += 1) {
      const exchange = await this.#limit(() => this.#once(request, end));
      const delay = retryDelay(exchange, { number, remainingMs: end - performance.now() }, this.#bounds);
      if (delay === null) return exchange;
      await sleep(delay);
    }
  }

  async #once(request: HttpRequest, end: number): Promise<HttpExchange> {
    const remaining = end - performance.now();
    if (remaining <= 0) return outOfTime(this.#bounds.totalMs);
    this.#sent += 1;
    return this.#route.request(request, Math.min(this.#bounds.requestMs, remaining));
  }
}

function outOfTime(totalMs: number): HttpExchange {
  const why = `reading took longer than ${totalMs / 1000} seconds in all`;
  return { kind: "no-answer", reason: "timeout", why, passes: false };
}
