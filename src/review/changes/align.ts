import type { Json } from "../../vocabulary/index.ts";
import { likeness } from "./likeness.ts";

/** Which item became which, by index; null for one that came or went. */
export interface ItemPair {
  readonly before: number | null;
  readonly after: number | null;
}

/** Beyond this many pairs of items only places are compared: nobody reads such a difference item by item. */
const MOST_PAIRS = 40_000;

/**
 * Pairs the items of two lists that have no keys so that as much as possible stays as it was: what is equal keeps its
 * partner, what is left is paired in order with what is most like it. An item put in front moves none of the others.
 */
export function alignItems(before: readonly Json[], after: readonly Json[]): readonly ItemPair[] {
  const [old, now] = [before, after].map((list) => list.map((item) => JSON.stringify(item))) as [string[], string[]];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const rows = before.slice(start, before.length - end);
  const columns = after.slice(start, after.length - end);
  const inner = rows.length * columns.length > MOST_PAIRS ? byPlace(rows.length, columns.length) : best(rows, columns);
  return [
    ...range(start, 0, 0),
    ...inner.map((pair) => shifted(pair, start)),
    ...range(end, before.length - end, after.length - end),
  ];
}

/** The pairing in order with the most likeness in sum (Needleman and Wunsch, gaps cost nothing). */
function best(before: readonly Json[], after: readonly Json[]): ItemPair[] {
  const alike = before.map((item) => after.map((other) => likeness(item, other)));
  const sums = sumsOf(alike, after.length);
  const sumAt = (i: number, j: number): number => sums[i]?.[j] ?? 0;
  const pairs: ItemPair[] = [];
  let [i, j] = [0, 0];
  while (i < before.length && j < after.length) {
    if (sumAt(i, j) === (alike[i]?.[j] ?? 0) + sumAt(i + 1, j + 1)) pairs.push({ before: i++, after: j++ });
    else if (sumAt(i + 1, j) >= sumAt(i, j + 1)) pairs.push({ before: i++, after: null });
    else pairs.push({ before: null, after: j++ });
  }
  while (i < before.length) pairs.push({ before: i++, after: null });
  while (j < after.length) pairs.push({ before: null, after: j++ });
  return pairs;
}

/** For every two places the most likeness that the lists from there on can have in sum. */
function sumsOf(alike: readonly (readonly number[])[], columns: number): readonly (readonly number[])[] {
  const sums = Array.from({ length: alike.length + 1 }, () => new Array<number>(columns + 1).fill(0));
  for (let i = alike.length - 1; i >= 0; i--) {
    const [row, below] = [sums[i] ?? [], sums[i + 1] ?? []];
    for (let j = columns - 1; j >= 0; j--) {
      const paired = (alike[i]?.[j] ?? 0) + (below[j + 1] ?? 0);
      row[j] = Math.max(paired, below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return sums;
}

function byPlace(before: number, after: number): ItemPair[] {
  return Array.from({ length: Math.max(before, after) }, (_, index) => ({
    before: index < before ? index : null,
    after: index < after ? index : null,
  }));
}

function range(length: number, before: number, after: number): ItemPair[] {
  return Array.from({ length }, (_, index) => ({ before: before + index, after: after + index }));
}

function shifted({ before, after }: ItemPair, by: number): ItemPair {
  return { before: before === null ? null : before + by, after: after === null ? null : after + by };
}
