import type { Json, JsonObject, Path } from "../../vocabulary/index.ts";
import { assign } from "../yaml/index.ts";
import type { ValuesNode } from "./node.ts";

/** A value of the merged tree: what one layer says, and for maps and lists what all of them make of it. */
export interface Merged {
  readonly node: ValuesNode;
  /** The layer that won, as an index; -1 for what Helm itself puts in. */
  readonly layer: number;
  readonly entries: MergedMap | null;
  readonly items: Merged[] | null;
  /** True for a global value that Helm copies into a dependency's values. */
  readonly inherited: boolean;
}

export type MergedMap = Map<string, Merged>;

/** What a layer says, as a tree of its own. */
export function lift(node: ValuesNode, layer: number): Merged {
  const entries = node.entries === null ? null : liftEntries(node.entries, layer);
  const items = node.items === null ? null : node.items.map((item) => lift(item, layer));
  return { node, layer, entries, items, inherited: false };
}

function liftEntries(entries: ReadonlyMap<string, ValuesNode>, layer: number): MergedMap {
  return new Map([...entries].map(([key, node]) => [key, lift(node, layer)]));
}

/** A map or list that no layer says as a whole. */
export function emptyMap(inherited = false): Merged {
  return { node: EMPTY_MAP, layer: -1, entries: new Map(), items: null, inherited };
}

export function emptyList(): Merged {
  return { node: EMPTY_LIST, layer: -1, entries: null, items: [], inherited: false };
}

const EMPTY_MAP: ValuesNode = { value: {}, place: null, entries: new Map(), items: null };
const EMPTY_LIST: ValuesNode = { value: [], place: null, entries: null, items: [] };

/** What Helm copies from a parent into a dependency. */
export function inherit(merged: Merged): Merged {
  const entries =
    merged.entries === null ? null : new Map([...merged.entries].map(([key, field]) => [key, inherit(field)]));
  return { ...merged, entries, inherited: true };
}

export function toJson(merged: Merged): Json {
  if (merged.entries !== null) return toJsonObject(merged.entries);
  if (merged.items !== null) return merged.items.map(toJson);
  return merged.node.value;
}

export function toJsonObject(entries: MergedMap): JsonObject {
  const object: JsonObject = {};
  for (const [key, field] of entries) assign(object, key, toJson(field));
  return object;
}

/** Every leaf with its path, in the order of the tree. Inherited ones belong to the parent and are left out. */
export function leavesOf(values: MergedMap): readonly { readonly path: Path; readonly leaf: Merged }[] {
  const found: { path: Path; leaf: Merged }[] = [];
  const visit = (leaf: Merged, path: Path): void => {
    for (const [key, field] of leaf.entries ?? []) visit(field, [...path, key]);
    for (const [index, item] of (leaf.items ?? []).entries()) visit(item, [...path, { index, key: null }]);
    const isLeaf = (leaf.entries?.size ?? leaf.items?.length ?? 0) === 0;
    if (isLeaf && !leaf.inherited && leaf.layer >= 0) found.push({ path, leaf });
  };
  for (const [key, merged] of values) visit(merged, [key]);
  return found;
}
