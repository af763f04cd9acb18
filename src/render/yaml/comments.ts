import { EVENT_ID, type Event } from "js-yaml";

/** A comment of a document. */
export interface YamlComment {
  /** From the `#` to the end of the line. */
  readonly text: string;
  /** Counts from 1. */
  readonly line: number;
  /** True where nothing else stands on its line. */
  readonly alone: boolean;
}

/** The comments of a parsed text; a `#` inside a scalar is none. */
export function commentsOf(source: string, events: readonly Event[]): readonly YamlComment[] {
  const scalars = events.flatMap((event) =>
    event.type === EVENT_ID.SCALAR && event.valueStart >= 0 ? [[event.valueStart, event.valueEnd] as const] : [],
  );
  const comments: YamlComment[] = [];
  let [line, counted, next] = [1, 0, 0];
  for (const match of source.matchAll(/(?<=^|[\s\uFEFF])#[^\r\n]*/gm)) {
    while ((scalars[next]?.[1] ?? Number.POSITIVE_INFINITY) <= match.index) next++;
    if ((scalars[next]?.[0] ?? Number.POSITIVE_INFINITY) <= match.index) continue;
    line += linesBetween(source, counted, match.index);
    counted = match.index;
    comments.push({ text: match[0], line, alone: isAlone(source, match.index) });
  }
  return comments;
}

function linesBetween(source: string, from: number, to: number): number {
  let lines = 0;
  for (let at = source.indexOf("\n", from); at >= 0 && at < to; at = source.indexOf("\n", at + 1)) lines++;
  return lines;
}

function isAlone(source: string, at: number): boolean {
  return /^[\s\uFEFF]*$/.test(source.slice(source.lastIndexOf("\n", at - 1) + 1, at));
}
