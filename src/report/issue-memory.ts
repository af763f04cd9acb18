import type { CheckReport } from "../vocabulary/index.ts";

/** When each finding was seen first: its id, and an RFC 3339 time. */
export type FirstSeen = ReadonlyMap<string, string>;

/** Entries that are kept: each takes 20 bytes. */
const MOST_ENTRIES = 600;
const MARK = "holdfast:since";
const ENTRY = /\b([0-9a-f]{12})\.([0-9a-z]{1,9})\b/g;

/** Times are kept in minutes since 1970, base 36. */
const MINUTE = 60_000;

/** The first-seen times as a hidden comment of an issue: ids and times only, the oldest where there are too many. */
export function rememberSince(since: FirstSeen): string {
  const entries = oldestOf(since).map(([id, time]) => `${id}.${minutesOf(time).toString(36)}`);
  return `<!-- ${[MARK, ...entries].join(" ")} -->`;
}

/** As many as can be remembered. Which ones does not change while time goes on. */
function oldestOf(since: FirstSeen): readonly (readonly [string, string])[] {
  return [...since]
    .filter(([id, time]) => minutesOf(time) >= 0 && /^[0-9a-f]{12}$/.test(id))
    .sort(([one, at], [other, then]) => minutesOf(at) - minutesOf(then) || (one < other ? -1 : 1))
    .slice(0, MOST_ENTRIES);
}

function minutesOf(time: string): number {
  return Math.floor(Date.parse(time) / MINUTE);
}

/** The times that an issue's body remembers. What is damaged, or lies after `now`, is forgotten. */
export function recallSince(body: string, now: Date): FirstSeen {
  const start = body.lastIndexOf(`<!-- ${MARK}`);
  const end = start < 0 ? -1 : body.indexOf("-->", start);
  const text = start < 0 ? "" : body.slice(start, end < 0 ? undefined : end);
  const found = new Map<string, string>();
  for (const [, id = "", stamp = ""] of text.matchAll(ENTRY)) {
    const time = Number.parseInt(stamp, 36) * MINUTE;
    if (time <= now.getTime()) found.set(id, new Date(time).toISOString());
  }
  return found;
}

/**
 * When each finding of the report was seen first: as remembered, else now. What is gone is forgotten, and so is what an
 * issue cannot remember: its time would be another one in every run.
 */
export function firstSeen(report: CheckReport, remembered: FirstSeen, now: Date): FirstSeen {
  const findings = report.environments.flatMap((environment) => environment.findings);
  return new Map(oldestOf(new Map(findings.map(({ id }) => [id, remembered.get(id) ?? now.toISOString()]))));
}
