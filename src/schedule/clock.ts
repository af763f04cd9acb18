import { setTimeout as sleepFor } from "node:timers/promises";

/** The wall clock, and how to wait. Injected, so that tests do not wait. */
export interface Clock {
  now(): Date;
  /** Waits so many milliseconds, less when the signal comes. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => new Date(),
  async sleep(milliseconds, signal) {
    await sleepFor(milliseconds, undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  },
};
