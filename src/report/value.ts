import type { Json } from "../vocabulary/index.ts";
import { printable } from "./printable.ts";

/** Words and numbers that a bare string would be taken for. */
const NEEDS_QUOTES = /^$|^\s|\s$|^(true|false|null|not set)$|^[-+]?[\d.]|["\\\p{Cc}]/u;

/** A value on one line: a plain string bare, everything else as JSON. */
export function showValue(value: Json | undefined): string {
  if (value === undefined) return "not set";
  if (typeof value === "string" && !NEEDS_QUOTES.test(value)) return printable(value);
  return printable(JSON.stringify(value));
}

/** Both values cut to `width` characters, in such a way that the place where they first differ can be seen. */
export function excerpts(a: string, b: string, width: number): readonly [string, string] {
  if (a.length <= width && b.length <= width) return [a, b];
  const difference = firstDifference(a, b);
  const lead = Math.floor(width / 3);
  const start = difference < width - lead ? 0 : difference - lead;
  return [cut(a, start, width), cut(b, start, width)];
}

function cut(text: string, start: number, width: number): string {
  const head = start === 0 ? "" : "…";
  const rest = head + text.slice(start);
  return rest.length <= width ? rest : `${rest.slice(0, width - 1)}…`;
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
  return at;
}
