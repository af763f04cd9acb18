import type { ValuesNode } from "./node.ts";
import { emptyList, emptyMap, lift, type Merged, type MergedMap } from "./tree.ts";

/** A value that a parameter sets at a path. */
export interface PlacedAssignment {
  readonly path: readonly (string | number)[];
  readonly node: ValuesNode;
  readonly layer: number;
}

/** Sets one value in what is set before it, as `--set` does: maps and lists on the way are made where there are none. */
export function setAt(values: MergedMap, { path, node, layer }: PlacedAssignment): void {
  const [key, ...rest] = path;
  if (typeof key !== "string") return;
  values.set(key, changed(values.get(key), rest, lift(node, layer)));
}

function changed(known: Merged | undefined, path: readonly (string | number)[], value: Merged): Merged {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === "string") {
    const map = known?.entries == null ? emptyMap() : known;
    map.entries?.set(step, changed(map.entries.get(step), rest, value));
    return map;
  }
  const list = known?.items == null ? emptyList() : known;
  const items = list.items ?? [];
  while (items.length < step) items.push({ ...value, ...NULL });
  items[step] = changed(items[step], rest, value);
  return list;
}

/** What Helm fills a list with up to the place that is set. */
const NULL = { node: { value: null, place: null, entries: null, items: null }, entries: null, items: null } as const;
