import type { HttpBounds } from "./bounds.ts";
import type { HttpExchange } from "./route.ts";

/** HTTP statuses that pass by themselves: too many requests, and what a proxy says while its backend restarts. */
const PASSING: ReadonlySet<number> = new Set([429, 502, 503, 504]);

export interface Attempt {
  /** 1 for the first try. */
  readonly number: number;
  /** What is left of the reading's time. */
  readonly remainingMs: number;
}

/** How long to wait before asking again, in milliseconds; null when the exchange stands as it is. */
export function retryDelay(exchange: HttpExchange, attempt: Attempt, bounds: HttpBounds): number | null {
  const passes = exchange.kind === "answer" ? PASSING.has(exchange.status) : exchange.passes;
  if (!passes || attempt.number >= bounds.attempts) return null;
  const backoff = Math.min(bounds.baseDelayMs * 2 ** (attempt.number - 1), bounds.maxDelayMs);
  const delay = Math.max(backoff, asked(exchange));
  return delay > bounds.maxDelayMs || delay >= attempt.remainingMs ? null : delay;
}

/** Retry-After in seconds. With a date it counts as none: the backoff serves. */
function asked(exchange: HttpExchange): number {
  const seconds = exchange.kind === "answer" ? Number(exchange.retryAfter ?? 0) : 0;
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0;
}
