import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Clock, systemClock } from "./clock.ts";
import { readSchedule } from "./cron.ts";
import { runOnSchedule } from "./run.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The time that the test moves. */
const CLOCK: Clock = {
  now: () => new Date(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      signal.addEventListener("abort", () => {
        clearTimeout(timer);
        resolve();
      });
    }),
};

/** A schedule that runs on time that the test moves. `took` is how long a run takes, by its number. */
class Scheduled {
  readonly said: string[] = [];
  readonly began: string[] = [];
  readonly #abort = new AbortController();
  readonly ended: Promise<void>;
  most = 0;
  #running = 0;

  constructor(cron: string, took: (number: number) => Promise<void> = () => Promise.resolve()) {
    this.ended = runOnSchedule({
      schedule: readSchedule(cron, "UTC"),
      clock: CLOCK,
      run: async () => {
        this.began.push(new Date().toISOString().slice(5, 16));
        this.#running += 1;
        this.most = Math.max(this.most, this.#running);
        await took(this.began.length).finally(() => (this.#running -= 1));
      },
      say: (line) => void this.said.push(line),
      explain: (error) => String(error),
      signal: this.#abort.signal,
    });
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    await vi.advanceTimersByTimeAsync(HOUR);
    await this.ended;
  }
}

function pass(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** The machine sleeps: the wall clock goes on, timers stand still. */
function suspend(milliseconds: number): void {
  vi.setSystemTime(Date.now() + milliseconds);
}

describe("schedule/run", () => {
  beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-11-24T16:00:10Z") }));
  afterEach(() => void vi.useRealTimers());

  it("waits for the first due time and says when that is", async () => {
    const runs = new Scheduled("0 6 * * *");
    expect(runs.said).toEqual(["the first run is due at 2026-11-25 06:00 UTC"]);
    await vi.advanceTimersByTimeAsync(13 * HOUR);
    expect(runs.began).toEqual([]);
    await vi.advanceTimersByTimeAsync(25 * HOUR);
    expect(runs.began).toEqual(["11-25T06:00", "11-26T06:00"]);
    expect(runs.said.slice(1)).toEqual([
      "the next run is due at 2026-11-26 06:00 UTC",
      "the next run is due at 2026-11-27 06:00 UTC",
    ]);
    await runs.stop();
  });

  it("never runs twice at once: what comes due meanwhile is made up for once afterwards", async () => {
    const runs = new Scheduled("*/10 * * * *", (number) => pass(number === 1 ? 35 * MINUTE : MINUTE));
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(runs.most).toBe(1);
    // Due at 10, 20, 30, 40: the first takes until 45, one run makes up for three.
    expect(runs.began).toEqual(["11-24T16:10", "11-24T16:45", "11-24T16:50", "11-24T17:00"]);
    expect(runs.said).toContain("the run of 2026-11-24 16:20 UTC is made up for now");
    await runs.stop();
  });

  it("makes up once for all that a sleeping machine missed, soon after it wakes", async () => {
    const runs = new Scheduled("0 * * * *");
    await vi.advanceTimersByTimeAsync(MINUTE);
    suspend(5 * HOUR);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(runs.began).toEqual(["11-24T21:01"]);
    expect(runs.said.at(-1)).toBe("the next run is due at 2026-11-24 22:00 UTC");
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(runs.began).toEqual(["11-24T21:01", "11-24T22:00"]);
    await runs.stop();
  });

  it("plans anew when the clock is set back, during a run too", async () => {
    const runs = new Scheduled("0 6 * * *", async () => {
      suspend(-30 * 24 * HOUR);
    });
    await vi.advanceTimersByTimeAsync(14 * HOUR);
    expect(runs.said.at(-1)).toBe("the clock was set back; the next run is due at 2026-10-27 06:00 UTC");
    suspend(-365 * 24 * HOUR);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(runs.said.at(-1)).toBe("the clock was set back; the next run is due at 2025-10-27 06:00 UTC");
    expect(runs.began).toHaveLength(1);
    await runs.stop();
  });

  it("does not run again when the clock is corrected by seconds", async () => {
    const runs = new Scheduled("0 * * * *");
    await vi.advanceTimersByTimeAsync(HOUR);
    suspend(-45_000);
    await vi.advanceTimersByTimeAsync(30 * MINUTE);
    expect(runs.began).toEqual(["11-24T17:00"]);
    await runs.stop();
  });

  it("a run that fails is told in one line, and the next one happens", async () => {
    const runs = new Scheduled("0 * * * *", () => Promise.reject(new Error("no network")));
    await vi.advanceTimersByTimeAsync(2 * HOUR);
    expect(runs.began).toHaveLength(2);
    expect(runs.said.filter((line) => line === "the run failed: Error: no network")).toHaveLength(2);
    await runs.stop();
  });

  it("the system's clock stops to wait at the signal", async () => {
    vi.useRealTimers();
    const abort = new AbortController();
    const slept = systemClock.sleep(HOUR, abort.signal);
    abort.abort();
    await expect(slept).resolves.toBeUndefined();
    await expect(systemClock.sleep(HOUR, abort.signal)).resolves.toBeUndefined();
  });

  it("ends while it waits", async () => {
    const runs = new Scheduled("0 6 * * *");
    await vi.advanceTimersByTimeAsync(HOUR);
    await runs.stop();
    expect(runs.began).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("ends after the run that goes on, whose failure is then none", async () => {
    const runs = new Scheduled("0 * * * *", () => pass(MINUTE).then(() => Promise.reject(new Error("cut off"))));
    await vi.advanceTimersByTimeAsync(HOUR);
    await runs.stop();
    expect(runs.said).toHaveLength(1);
    expect(runs.began).toHaveLength(1);
  });
});
