/** Runs something again and again at the times of a cron expression, in one long-running process. */
export { type Clock, systemClock } from "./clock.ts";
export { readSchedule, type Schedule } from "./cron.ts";
export { runOnSchedule, type ScheduledRuns } from "./run.ts";
