import { recordedMark } from "../../masking/index.ts";
import { type Difference, isJsonObject, type Json, type Path } from "../../vocabulary/index.ts";
import type { Schema } from "../schema/index.ts";
import { sameScalar } from "../values/index.ts";
import type { Comparison } from "./comparison.ts";
import { mergeKey } from "./merge-key.ts";
import type { Place } from "./place.ts";
import { differenceAt, writerOf } from "./report.ts";
import { unmentioned } from "./unmentioned.ts";
import { valueAt } from "./value-at.ts";
import type { Walk } from "./walk.ts";

interface Lists {
  readonly desired: readonly Json[];
  readonly live: readonly Json[];
  readonly walk: Walk;
}

/** Compares two lists as Kubernetes merges them: by keys, as sets, or as a whole. */
export function compareList(comparison: Comparison, place: Place, lists: Lists): Difference[] {
  const { list } = place.schema;
  if (list.type === "set") return compareSet(comparison, place, lists);
  if (list.type === "map" && [...lists.desired, ...lists.live].every(isJsonObject)) {
    return compareKeyed(comparison, place, { ...lists, keys: list.keys });
  }
  return compareAtomic(comparison, place, lists);
}

function compareKeyed(
  comparison: Comparison,
  place: Place,
  { desired, live, keys, walk }: Lists & { keys: readonly string[] },
): Difference[] {
  const items = place.schema.items();
  const rest = indexByKey(live, items, keys);
  const found = desired.flatMap((value, index) => {
    const key = mergeKey(value, items, keys);
    const match = takeFirst(rest, JSON.stringify(key));
    return match === undefined
      ? walk.absent(comparison, place.item({ index, key, value }), value)
      : walk.into(comparison, place.item({ index: match.index, key, value: match.value }), {
          desired: value,
          live: match.value,
        });
  });
  const surplus = [...rest.values()]
    .flat()
    .flatMap(({ index, value }) =>
      unmentioned(comparison, place.item({ index, key: mergeKey(value, items, keys), value }), value),
    );
  return [...found, ...surplus];
}

interface Item {
  readonly index: number;
  readonly value: Json;
}

// Duplicate keys are legal in what a client sends (`env`), so an item is matched to the next one of its key.
function indexByKey(list: readonly Json[], items: Schema, keys: readonly string[]): Map<string, Item[]> {
  const index = new Map<string, Item[]>();
  for (const [i, value] of list.entries()) {
    const key = JSON.stringify(mergeKey(value, items, keys));
    index.set(key, [...(index.get(key) ?? []), { index: i, value }]);
  }
  return index;
}

function takeFirst(index: Map<string, Item[]>, key: string): Item | undefined {
  const [first, ...others] = index.get(key) ?? [];
  index.set(key, others);
  return first;
}

function compareSet(comparison: Comparison, place: Place, { desired, live, walk }: Lists): Difference[] {
  const spelling = { form: place.schema.items().form, kafkaConfig: place.kafkaConfig };
  const has = (list: readonly Json[], value: Json): boolean => list.some((other) => sameScalar(other, value, spelling));
  const gone = desired.flatMap((value, index) =>
    has(live, value) ? [] : walk.absent(comparison, place.item({ index, key: null, value }), value),
  );
  const surplus = live.flatMap((value, index) =>
    has(desired, value) ? [] : unmentioned(comparison, place.item({ index, key: null, value }), value),
  );
  return [...gone, ...surplus];
}

/** An atomic list is one value: however much of it differs, that is one difference, at the smallest honest path. */
function compareAtomic(comparison: Comparison, place: Place, { desired, live, walk }: Lists): Difference[] {
  const whole = (): Difference[] => walk.changed(comparison, place, { desired: [...desired], live: [...live] });
  if (desired.length !== live.length) return whole();
  const found = desired.flatMap((value, index) => {
    const other = live[index] ?? null;
    return walk.into(comparison, place.item({ index, key: null, value: other }), { desired: value, live: other });
  });
  const apart = found.filter(standsApart);
  const rest = found.filter((difference) => !standsApart(difference));
  if (rest.some(({ path }) => path.length === place.path.length + 1)) return [...apart, ...whole()];
  return rest.length < 2 ? found : [...apart, folded(comparison, place, rest)];
}

// What the schema prunes and what a recording hides is true of its field, whatever else differs in the list.
function standsApart({ kind, live }: Difference): boolean {
  return kind === "pruned" || kind === "unreadable" || recordedMark(live) !== null;
}

function folded(comparison: Comparison, place: Place, found: readonly Difference[]): Difference {
  const path = sharedPath(found.map((difference) => difference.path));
  return differenceAt(comparison, path, {
    kind: found.every(({ kind }) => kind === "pending") ? "pending" : "changed",
    desired: valueAt(comparison.desired, path),
    live: valueAt(comparison.live, path),
    attribution: writerOf(place),
  });
}

function sharedPath(paths: readonly Path[]): Path {
  const [first = [], ...others] = paths;
  let length = first.length;
  for (const path of others) {
    let same = 0;
    while (same < length && JSON.stringify(path[same]) === JSON.stringify(first[same])) same += 1;
    length = same;
  }
  return first.slice(0, length);
}
