import { isJsonObject, type Json } from "../../vocabulary/index.ts";

/** Which item of a list became which; null for one that came or went. */
export type ItemPair =
  | { readonly before: number; readonly after: number }
  | { readonly before: number; readonly after: null }
  | { readonly before: null; readonly after: number };

/** A text with the originals of its tokens put back. */
export type Restore = (text: string) => string;

/**
 * Pairs the items of two lists. Lists of one length are paired by place, unless they hold the same in another order, or
 * more of it stays together otherwise; so an item put in front does not move all others. Items of lists that grow or
 * shrink are known by their names, where all have one.
 */
export function alignLists(before: readonly Json[], after: readonly Json[], restore: Restore): ItemPair[] {
  const restored = after.map((item) => restore(JSON.stringify(item)));
  if (before.length !== after.length) {
    const items = restored.map((text, index) => parsed(text, after[index] ?? null));
    const labels = bothLabels(before, items);
    return walkBack(lengths(labels.before, labels.after), labels);
  }
  const labels = { before: before.map((item) => JSON.stringify(item)), after: restored };
  const moved = permutation(labels);
  if (moved !== null) return before.map((_, index) => ({ before: index, after: moved[index] ?? index }));
  const inPlace = labels.before.filter((label, index) => label === restored[index]).length;
  if (before.length - inPlace < 2) return before.map((_, index) => ({ before: index, after: index }));
  const table = lengths(labels.before, labels.after);
  if ((table[0]?.[0] ?? 0) > inPlace) return walkBack(table, labels);
  return before.map((_, index) => ({ before: index, after: index }));
}

/** An original that JSON escapes differently leaves no JSON behind. */
function parsed(text: string, instead: Json): Json {
  try {
    return JSON.parse(text);
  } catch {
    return instead;
  }
}

/** For each item before, where it is after; null when the lists do not hold the same. */
function permutation({ before, after }: Labels): readonly number[] | null {
  const places = Map.groupBy(after.keys(), (index) => after[index]);
  const moved = before.map((label) => places.get(label)?.shift());
  return moved.every((index) => index !== undefined) ? moved : null;
}

interface Labels {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

function bothLabels(before: readonly Json[], after: readonly Json[]): Labels {
  const named = (items: readonly Json[]): boolean => new Set(items.map(nameOf)).size === items.length;
  const byName = [...before, ...after].every((item) => nameOf(item) !== null) && named(before) && named(after);
  const label = (item: Json): string => (byName ? String(nameOf(item)) : JSON.stringify(item));
  return { before: before.map(label), after: after.map(label) };
}

function nameOf(item: Json): string | null {
  return isJsonObject(item) && typeof item["name"] === "string" ? item["name"] : null;
}

/** Lengths of the longest common subsequences of the lists' ends. */
function lengths(before: readonly string[], after: readonly string[]): number[][] {
  const table = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const longer = Math.max(table[i + 1]?.[j] ?? 0, table[i]?.[j + 1] ?? 0);
      const row = table[i];
      if (row !== undefined) row[j] = before[i] === after[j] ? (table[i + 1]?.[j + 1] ?? 0) + 1 : longer;
    }
  }
  return table;
}

function walkBack(table: readonly (readonly number[])[], { before, after }: Labels): ItemPair[] {
  const pairs: ItemPair[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) pairs.push({ before: i++, after: j++ });
    else if (j >= after.length || (i < before.length && (table[i + 1]?.[j] ?? 0) >= (table[i]?.[j + 1] ?? 0))) {
      pairs.push({ before: i++, after: null });
    } else pairs.push({ before: null, after: j++ });
  }
  return pairs;
}
