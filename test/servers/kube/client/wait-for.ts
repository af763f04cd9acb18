import { setTimeout as sleep } from "node:timers/promises";

export interface Waiting {
  /** What is waited for, for the message. */
  readonly what: string;
  /** Default 20 s. */
  readonly timeoutMs?: number;
  /** Default 100 ms. */
  readonly everyMs?: number;
}

/**
 * Asks until the answer is neither null, undefined nor false, and gives it. An error of `ask` ends the waiting.
 * @throws Error when the time is over.
 */
export async function waitFor<T>(
  ask: () => Promise<T | null | undefined | false>,
  { what, timeoutMs = 20_000, everyMs = 100 }: Waiting,
): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`Waited ${timeoutMs} ms in vain for ${what}`);
    await sleep(everyMs);
  }
}
