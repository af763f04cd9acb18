/** How much one reader may cost a service, and how long it may wait. Times in milliseconds. */
export interface HttpBounds {
  /** Until an answer is complete. */
  readonly requestMs: number;
  /** For one reading with all its requests, repeats included. */
  readonly totalMs: number;
  /** Requests under way at once. */
  readonly concurrent: number;
  /** Tries of one request, the first included. */
  readonly attempts: number;
  /** The first wait before a repeat; it doubles each time. */
  readonly baseDelayMs: number;
  /** A service that asks to wait longer is not asked again. */
  readonly maxDelayMs: number;
}

export const BOUNDS: HttpBounds = {
  requestMs: 10_000,
  totalMs: 60_000,
  concurrent: 8,
  attempts: 3,
  baseDelayMs: 200,
  maxDelayMs: 5_000,
};
