/** Half-open range of a text, in UTF-16 units. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** The shortest value that is looked for; it is also the window of the rolling hash. */
export const SHORTEST = 8;

const BASE = 0x01000193;
const FILTER_BITS = 18;

/** Finds many values in a text in one pass. */
export interface ValueMatcher {
  /** The text with every value replaced, again until nothing is left that could be replaced. */
  replace(text: string, mask: string): string;
}

/**
 * A matcher for values of at least `SHORTEST` characters (Rabin-Karp over their first characters), so that thousands
 * of values cost no more than one. At each place the longest value counts, and overlapping values are masked as one.
 */
export function createValueMatcher(values: Iterable<string>): ValueMatcher {
  const buckets = new Map<number, string[]>();
  const filter = new Uint8Array(1 << FILTER_BITS);
  for (const value of values) {
    const hash = hashAt(value, 0);
    filter[slotOf(hash)] = 1;
    const bucket = buckets.get(hash);
    if (bucket === undefined) buckets.set(hash, [value]);
    else bucket.push(value);
  }
  for (const bucket of buckets.values()) bucket.sort((a, b) => b.length - a.length);
  return {
    replace(text, mask) {
      let result = text;
      // A mask and its neighbours may read like another value; masks are shorter than values, so this ends.
      for (;;) {
        const spans = findSpans(result, filter, buckets);
        if (spans.length === 0) return result;
        result = splice(result, spans, mask);
      }
    },
  };
}

function findSpans(text: string, filter: Uint8Array, buckets: ReadonlyMap<number, readonly string[]>): Span[] {
  const spans: Span[] = [];
  if (buckets.size === 0 || text.length < SHORTEST) return spans;
  let hash = hashAt(text, 0);
  for (let at = 0; ; at += 1) {
    if (filter[slotOf(hash)] === 1) {
      const found = buckets.get(hash)?.find((value) => text.startsWith(value, at));
      if (found !== undefined) addSpan(spans, { start: at, end: at + found.length });
    }
    const next = at + SHORTEST;
    if (next >= text.length) return spans;
    hash = (Math.imul(hash - Math.imul(text.charCodeAt(at), OLDEST), BASE) + text.charCodeAt(next)) | 0;
  }
}

function addSpan(spans: Span[], span: Span): void {
  const last = spans.at(-1);
  if (last === undefined || span.start > last.end) spans.push(span);
  else if (span.end > last.end) spans[spans.length - 1] = { start: last.start, end: span.end };
}

function splice(text: string, spans: readonly Span[], mask: string): string {
  const parts: string[] = [];
  let from = 0;
  for (const span of spans) {
    parts.push(text.slice(from, span.start), mask);
    from = span.end;
  }
  parts.push(text.slice(from));
  return parts.join("");
}

/** The weight of the oldest character in the window. */
const OLDEST = powerOf(SHORTEST - 1);

function powerOf(exponent: number): number {
  let power = 1;
  for (let i = 0; i < exponent; i += 1) power = Math.imul(power, BASE);
  return power;
}

function hashAt(text: string, start: number): number {
  let hash = 0;
  for (let i = start; i < start + SHORTEST; i += 1) hash = (Math.imul(hash, BASE) + text.charCodeAt(i)) | 0;
  return hash;
}

function slotOf(hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> (32 - FILTER_BITS);
}
