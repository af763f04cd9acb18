import type { Clock } from "./clock.ts";
import type { Schedule } from "./cron.ts";

export interface ScheduledRuns {
  readonly schedule: Schedule;
  readonly clock: Clock;
  readonly run: () => Promise<void>;
  /** Takes one line about what happens. */
  readonly say: (line: string) => void;
  /** What a run threw, in one line. */
  readonly explain: (error: unknown) => string;
  /** Ends the waiting. */
  readonly signal: AbortSignal;
}

/** A timer stands still while the machine sleeps, so the wall clock is looked at this often. */
const LONGEST_SLEEP_MS = 30_000;

/** A clock that is corrected by less leaves what is due as it is. */
const SET_BACK_MS = 60_000;

/** A run that begins later than this was missed, and is told so. */
const LATE_MS = 60_000;

/**
 * Runs at each due time, the first one not before it comes, until the signal. Runs never overlap. However many due times
 * pass during a run, or while the machine sleeps, they are made up for by one run. A run that fails does not end it.
 */
export async function runOnSchedule(runs: ScheduledRuns): Promise<void> {
  const { schedule, clock, say, signal } = runs;
  let plan = planOf(runs);
  say(`the first run is due at ${schedule.tell(plan.due)}`);
  for (;;) {
    const due = await waitFor(plan, runs);
    if (due === null) return;
    if (clock.now().getTime() - due.getTime() > LATE_MS) say(`the run of ${schedule.tell(due)} is made up for now`);
    plan = planOf(runs);
    await attempt(runs);
    if (signal.aborted) return;
    say(`the next run is due at ${schedule.tell(plan.due)}`);
  }
}

/** A due time, and what the clock said when it was the next one. */
interface Plan {
  readonly due: Date;
  readonly at: Date;
}

function planOf({ schedule, clock }: ScheduledRuns): Plan {
  return { due: schedule.next(), at: clock.now() };
}

/** @returns the time that has come: another one where the clock was set back meanwhile. Null after the signal. */
async function waitFor(plan: Plan, runs: ScheduledRuns): Promise<Date | null> {
  const { schedule, clock, say, signal } = runs;
  let { due, at: seen } = plan;
  for (;;) {
    if (signal.aborted) return null;
    const now = clock.now();
    if (now >= due) return due;
    if (now.getTime() < seen.getTime() - SET_BACK_MS) {
      due = schedule.next();
      say(`the clock was set back; the next run is due at ${schedule.tell(due)}`);
    }
    seen = now;
    await clock.sleep(Math.min(due.getTime() - now.getTime(), LONGEST_SLEEP_MS), signal);
  }
}

/** A run that the signal ends has not failed. */
async function attempt({ run, say, explain, signal }: ScheduledRuns): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!signal.aborted) say(`the run failed: ${explain(error)}`);
  }
}
