import { createTask, type ScheduledTask, validateDetailed } from "node-cron";
import { UserError } from "../errors/index.ts";

/** When something is due. */
export interface Schedule {
  /** The first due time after now. node-cron reads the process's own clock. */
  next(): Date;
  /** A time as the schedule's zone has it: `2026-11-25 06:00 Europe/Berlin`, with seconds where there are some. */
  tell(time: Date): string;
}

const EXAMPLE = 'minute, hour, day of the month, month and weekday, such as "0 6 * * 1-5"';

/**
 * Reads a cron expression as node-cron does: a time that summer leaves out is skipped, one that winter repeats comes once
 * (https://www.nodecron.com/timezones-and-dst.html).
 * @param timeZone IANA name; null for the zone of the machine.
 * @throws UserError for an expression or a zone that is none, and for a time that never comes.
 */
export function readSchedule(cron: string, timeZone: string | null): Schedule {
  const zone = timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const format = formatOf(zone);
  const task = taskOf(cron, zone);
  const next = (): Date => nextRun(task, cron);
  next();
  return { next, tell: (time) => `${words(format, time)} ${zone}` };
}

function taskOf(cron: string, timezone: string): ScheduledTask {
  const { valid, errors } = validateDetailed(cron);
  if (!valid) throw new UserError(`--schedule takes ${EXAMPLE}, not ${JSON.stringify(cron)}: ${whyNot(errors)}.`);
  // Never started: node-cron's own timers sleep through a suspended machine.
  return createTask(cron, () => {}, { timezone });
}

/** node-cron's names of fields that are not words. */
const FIELDS: Readonly<Record<string, string>> = { dayOfMonth: "day of the month", dayOfWeek: "weekday" };

function whyNot(errors: ReturnType<typeof validateDetailed>["errors"]): string {
  const [first] = errors;
  if (first === undefined) return "node-cron does not take it";
  if (first.field === "expression") return first.message;
  return `${JSON.stringify(first.value)} does not fit as ${FIELDS[first.field] ?? first.field}`;
}

/** node-cron looks a hundred years ahead, and throws where there is none. */
function nextRun(task: ScheduledTask, cron: string): Date {
  try {
    const [next] = task.getNextRuns(1);
    if (next === undefined) throw new Error("node-cron names no next run");
    return next;
  } catch {
    throw new UserError(`--schedule ${JSON.stringify(cron)} names a time that never comes. Name another one.`);
  }
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const two = "2-digit";
  try {
    return new Intl.DateTimeFormat("en-GB", {
      ...{ timeZone, year: "numeric", month: two, day: two, hour: two, minute: two, second: two },
      hourCycle: "h23",
    });
  } catch {
    throw new UserError(
      `--time-zone takes a zone such as Europe/Berlin or UTC, and there is no ${JSON.stringify(timeZone)}.`,
    );
  }
}

function words(format: Intl.DateTimeFormat, time: Date): string {
  const parts = new Map(format.formatToParts(time).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? "";
  const seconds = part("second") === "00" ? "" : `:${part("second")}`;
  return `${part("year")}-${part("month")}-${part("day")} ${part("hour")}:${part("minute")}${seconds}`;
}
