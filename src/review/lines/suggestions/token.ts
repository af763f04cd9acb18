import type { Json } from "../../../vocabulary/index.ts";

/** A scalar as it is written on one line. Offsets count from 0. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly quote: "" | "'" | '"';
  /** Without its quotes. */
  readonly text: string;
}

const SINGLE = /'(?<text>(?:[^']|'')*)'/y;
const DOUBLE = /"(?<text>(?:[^"\\]|\\.)*)"/y;
/** What begins with one of the first characters is no plain word, but a tag, an anchor, an alias, a block or a list. */
const PLAIN_VALUE = /(?![&*!|>%@`{[\]},#'"]|-\s|[?:]\s)(?<text>(?:[^\s#,[\]{}:]|:(?!\s|$)|(?<=\S)#|\s+(?![\s#]|$))+)/y;
const PLAIN_KEY = /(?![&*!|>%@`{[\]},#'"]|-\s|[?:]\s)(?<text>[^\s:#,[\]{}]+(?::[^\s:]+)*)(?=\s*:(?:\s|$))/y;

/** The scalar that begins at an offset; null where none does, or where it does not end on the line. */
export function tokenAt(line: string, start: number, { isKey }: { readonly isKey: boolean }): Token | null {
  const patterns = [
    { quote: "'", pattern: SINGLE },
    { quote: '"', pattern: DOUBLE },
    { quote: "", pattern: isKey ? PLAIN_KEY : PLAIN_VALUE },
  ] as const;
  for (const { quote, pattern } of patterns) {
    pattern.lastIndex = start;
    const text = pattern.exec(line)?.groups?.["text"];
    if (text !== undefined) return { start, end: pattern.lastIndex, quote, text };
  }
  return null;
}

/** A value in the style that stands there; null where that style cannot hold it. The result is read again, so a plain word may turn out as something else. */
export function written(value: Json, quote: Token["quote"]): string | null {
  if (typeof value !== "string") return typeof value === "object" ? null : String(value);
  if (/\p{Cc}/u.test(value)) return null;
  if (quote === "'") return `'${value.replaceAll("'", "''")}'`;
  const isPlain = /^[A-Za-z_/][\w./@+-]*(?::[\w./-]+)*$/.test(value) && !WORDS.test(value);
  return quote === "" && isPlain ? value : JSON.stringify(value);
}

/** Words of YAML 1.1 that are no texts. */
const WORDS = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$/i;
