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
  const entries = [...since].flatMap(([id, time]) => {
    const minutes = Math.floor(Date.parse(time) / MINUTE);
    return Number.isNaN(minutes) || minutes < 0 || !/^[0-9a-f]{12}$/.test(id) ? [] : [{ id, minutes }];
  });
  const oldest = entries.sort((a, b) => a.minutes - b.minutes || (a.id < b.id ? -1 : 1)).slice(0, MOST_ENTRIES);
  return `<!-- ${[MARK, ...oldest.map(({ id, minutes }) => `${id}.${minutes.toString(36)}`)].join(" ")} -->`;
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

/** When each finding of the report was seen first: as remembered, else now. What is gone is forgotten. */
export function firstSeen(report: CheckReport, remembered: FirstSeen, now: Date): FirstSeen {
  const findings = report.environments.flatMap((environment) => environment.findings);
  return new Map(findings.map(({ id }) => [id, remembered.get(id) ?? now.toISOString()]));
}
