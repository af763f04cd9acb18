import { isJsonObject, type Json } from "../../vocabulary/index.ts";
import type { ItemPair } from "./align.ts";
import { keyIn, type MergeKey } from "./merge-keys.ts";

/**
 * Pairs items by their keys, and what is left by its name: a port that gets another number keeps its name. Null where the
 * items that stay do so in another order.
 */
export function pairByKey(before: readonly Json[], after: readonly Json[], key: MergeKey): readonly ItemPair[] | null {
  const labels = (list: readonly Json[]): string[] => list.map((item) => JSON.stringify(keyIn(item, key)));
  const partners = match(labels(before), labels(after), new Map());
  const all = match(before.map(nameOf), after.map(nameOf), partners);
  const gone = before.flatMap((_, index) => (all.has(index) ? [] : [{ before: index, after: null }]));
  const paired = new Map([...all].map(([old, now]) => [now, old]));
  const stayed = [...paired].toSorted(([a], [b]) => a - b).map(([, old]) => old);
  if (stayed.some((old, index) => old < (stayed[index - 1] ?? 0))) return null;
  return [...gone, ...after.map((_, index) => ({ before: paired.get(index) ?? null, after: index }))];
}

/** Adds pairs of equal labels to those that are found already; an item without a label has no partner. */
function match(
  before: readonly (string | null)[],
  after: readonly (string | null)[],
  found: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  const taken = new Set(found.values());
  const pairs = new Map(found);
  for (const [index, label] of before.entries()) {
    if (label === null || pairs.has(index)) continue;
    const partner = after.findIndex((other, place) => other === label && !taken.has(place));
    if (partner < 0) continue;
    pairs.set(index, partner);
    taken.add(partner);
  }
  return pairs;
}

function nameOf(item: Json): string | null {
  return isJsonObject(item) && typeof item["name"] === "string" ? item["name"] : null;
}
