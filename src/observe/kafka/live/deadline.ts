import { setTimeout as sleep } from "node:timers/promises";
import { SILENT } from "./connection-causes.ts";
import { failureOf, KafkaFailure } from "./failure.ts";

const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 1000;

/** Bounds everything that one part waits for. */
export class Deadline {
  readonly #end: number;

  /** @param ms from now on */
  constructor(ms: number) {
    this.#end = performance.now() + ms;
  }

  /** Milliseconds; negative when it has passed. */
  get remaining(): number {
    return this.#end - performance.now();
  }

  /** What the promise comes to. @throws KafkaFailure once the time is over; the promise is left to itself. */
  async bound<T>(promise: Promise<T>): Promise<T> {
    const { promise: over, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new KafkaFailure(SILENT)), Math.max(this.remaining, 0));
    try {
      return await Promise.race([promise, over]);
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * Asks until there is an answer, a failure that does not pass, or no time.
   * @param ask is told how often it was asked before
   * @throws KafkaFailure the last one
   */
  async retry<T>(ask: (attempt: number) => Promise<T>): Promise<T> {
    let delay = FIRST_DELAY_MS;
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.bound(ask(attempt));
      } catch (error) {
        const failure = failureOf(error);
        if (!failure.passes || this.remaining <= delay) throw failure;
      }
      await sleep(delay);
      delay = Math.min(delay * 2, LONGEST_DELAY_MS);
    }
  }
}
