import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { UserError } from "../errors/index.ts";
import { readSchedule, type Schedule } from "./cron.ts";

/** So many due times after a moment, as instants. */
function dueAfter(from: string, count: number, schedule: Schedule): string[] {
  vi.setSystemTime(from);
  return Array.from({ length: count }, () => {
    const next = schedule.next();
    vi.setSystemTime(next);
    return next.toISOString().slice(0, 16);
  });
}

describe("schedule/cron", () => {
  beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-11-24T16:00:00Z") }));
  afterEach(() => void vi.useRealTimers());

  it.each([
    ["0 6 * * *", "UTC", "2026-11-25T06:00"],
    ["0 6 * * *", "Europe/Berlin", "2026-11-25T05:00"],
    ["0 6 * * *", "America/New_York", "2026-11-25T11:00"],
    ["30 7 * * 1-5", "Asia/Kolkata", "2026-11-25T02:00"],
    ["0 0 1 * *", "Pacific/Auckland", "2026-11-30T11:00"],
    ["0 6 * * mon", "UTC", "2026-11-30T06:00"],
    ["0 6 L * *", "UTC", "2026-11-30T06:00"],
    ["*/15 * * * *", "UTC", "2026-11-24T16:15"],
    ["@daily", "UTC", "2026-11-25T00:00"],
  ])("%s in %s is due next at %s", (cron, zone, due) => {
    expect(readSchedule(cron, zone).next().toISOString().slice(0, 16)).toBe(due);
  });

  it("a time that is due now is the past one", () => {
    vi.setSystemTime("2026-11-25T06:00:00.000Z");
    expect(readSchedule("0 6 * * *", "UTC").next().toISOString()).toBe("2026-11-26T06:00:00.000Z");
  });

  it.each([
    // From 02:00 to 03:00 on 2026-03-29; in New York on 2026-03-08.
    ["Europe/Berlin", "30 2 * * *", "2026-03-28T00:00Z", ["2026-03-28T01:30", "2026-03-30T00:30"]],
    [
      "Europe/Berlin",
      "*/30 * * * *",
      "2026-03-29T00:20Z",
      ["2026-03-29T00:30", "2026-03-29T01:00", "2026-03-29T01:30"],
    ],
    ["Europe/Berlin", "0 6 * * *", "2026-03-28T00:00Z", ["2026-03-28T05:00", "2026-03-29T04:00"]],
    ["America/New_York", "30 2 * * *", "2026-03-07T00:00Z", ["2026-03-07T07:30", "2026-03-09T06:30"]],
  ])("in %s the time that summer leaves out is skipped: %s", (zone, cron, ...[from, due]) => {
    expect(dueAfter(from, due.length, readSchedule(cron, zone))).toEqual(due);
  });

  it.each([
    // From 03:00 back to 02:00 on 2026-10-25: the second 02:30 is the one, though node-cron documents the first.
    ["Europe/Berlin", "30 2 * * *", "2026-10-24T12:00Z", ["2026-10-25T01:30", "2026-10-26T01:30"]],
    ["Europe/Berlin", "0 6 * * *", "2026-10-24T02:00Z", ["2026-10-24T04:00", "2026-10-25T05:00"]],
    ["America/New_York", "30 1 * * *", "2026-10-31T12:00Z", ["2026-11-01T05:30", "2026-11-02T06:30"]],
    [
      "America/New_York",
      "*/30 * * * *",
      "2026-11-01T04:50Z",
      ["2026-11-01T05:00", "2026-11-01T05:30", "2026-11-01T07:00"],
    ],
  ])("in %s the time that winter repeats comes once: %s", (zone, cron, ...[from, due]) => {
    expect(dueAfter(from, due.length, readSchedule(cron, zone))).toEqual(due);
  });

  it.each([
    ["0 25 * * *", '"25" does not fit as hour'],
    ["0 6 * * 8", '"8" does not fit as weekday'],
    ["0 0 30 2 *", '"30" does not fit as day of the month'],
    ["0 6 * *", "expected 5 or 6 fields but got 4"],
    ["tomorrow", "expected 5 or 6 fields but got 1"],
    ["$(date) * * * *", "illegal characters"],
    ["", "illegal characters"],
    ["0 0 L-29 2 *", "names a time that never comes"],
  ])("%j is refused in one sentence", (cron, why) => {
    const read = (): unknown => readSchedule(cron, "UTC");
    expect(read).toThrow(UserError);
    expect(read).toThrow(why);
    expect(read).toThrow(/^--schedule [^\n]*\.$/);
  });

  it.each(["Mars/Olympus", "", "Berlin"])("the zone %j is refused in one sentence", (zone) => {
    const read = (): unknown => readSchedule("0 6 * * *", zone);
    expect(read).toThrow(UserError);
    expect(read).toThrow(/^--time-zone takes a zone such as [^\n]*\.$/);
  });

  it("tells a time as the zone's clock shows it", () => {
    const schedule = readSchedule("0 6 * * *", "Europe/Berlin");
    expect(schedule.tell(new Date("2026-11-30T23:05:00Z"))).toBe("2026-12-01 00:05 Europe/Berlin");
    expect(schedule.tell(new Date("2026-06-30T23:05:07Z"))).toBe("2026-07-01 01:05:07 Europe/Berlin");
  });

  it("takes the machine's zone where none is given", () => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    expect(readSchedule("0 6 * * *", null).tell(new Date())).toContain(zone);
  });
});
