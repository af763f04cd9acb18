import type { Exchange } from "./exchange.ts";

/** How often and how long to try again. All times in milliseconds. */
export interface RetryPolicy {
  /** Tries in all, the first included. */
  readonly attempts: number;
  /** The first wait; it doubles each time. */
  readonly baseDelayMs: number;
  /** No wait is longer. A server that asks for more is not asked again. */
  readonly maxDelayMs: number;
  /** After this long no further try begins. */
  readonly totalMs: number;
  /** HTTP statuses that pass by themselves. */
  readonly statuses: ReadonlySet<number>;
}

export const READ_RETRIES: RetryPolicy = {
  attempts: 4,
  baseDelayMs: 200,
  maxDelayMs: 10_000,
  totalMs: 30_000,
  statuses: new Set([429, 500, 502, 503, 504]),
};

/** An apply of a manifest that its schema refuses is answered with 500 as well: asking again is no use. */
export const DRY_RUN_RETRIES: RetryPolicy = { ...READ_RETRIES, statuses: new Set([429, 502, 503, 504]) };

export interface Attempt {
  /** 1 for the first try. */
  readonly number: number;
  readonly elapsedMs: number;
}

/** How long to wait before asking again; null when the exchange stands as it is. A timeout is not repeated: it was long enough. */
export function retryDelay(exchange: Exchange, attempt: Attempt, policy: RetryPolicy): number | null {
  if (!passesByItself(exchange, policy) || attempt.number >= policy.attempts) return null;
  const backoff = Math.min(policy.baseDelayMs * 2 ** (attempt.number - 1), policy.maxDelayMs);
  const delay = Math.max(backoff, asked(exchange));
  return delay > policy.maxDelayMs || attempt.elapsedMs + delay > policy.totalMs ? null : delay;
}

function passesByItself(exchange: Exchange, policy: RetryPolicy): boolean {
  return exchange.kind === "answer"
    ? policy.statuses.has(exchange.status)
    : exchange.failure === "reset" || exchange.failure === "cut";
}

/** Kubernetes sends Retry-After in seconds; the form with a date is not used by it. */
function asked(exchange: Exchange): number {
  const seconds = exchange.kind === "answer" ? Number(exchange.retryAfter ?? 0) : 0;
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0;
}
