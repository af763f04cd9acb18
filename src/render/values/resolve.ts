import { type Path, toPointer } from "../../vocabulary/index.ts";
import type { Deletion } from "./coalesce.ts";
import { nodeAt } from "./node.ts";
import type { Sources } from "./sources.ts";
import { leavesOf, type Merged, type MergedMap, toJson } from "./tree.ts";
import type { OverriddenValue, ValuesLeaf } from "./values.ts";

/** The leaves of merged values with the source of each; a null that took something away is a leaf too. */
export function resolveLeaves(
  values: MergedMap,
  deletions: readonly Deletion[],
  sources: Sources,
): readonly ValuesLeaf[] {
  const leaves = leavesOf(values).map(({ path, leaf }) => resolve(path, leaf, sources));
  const known = new Set(leaves.map(({ path }) => toPointer(path)));
  for (const { path, merged } of deletions) {
    if (!known.has(toPointer(path))) leaves.push(resolve(path, merged, sources));
  }
  return leaves;
}

function resolve(path: Path, leaf: Merged, sources: Sources): ValuesLeaf {
  const { node, layer } = leaf;
  const source = sources.layers[layer]?.source ?? 0;
  return {
    path,
    value: toJson(leaf),
    source: sources.all[source]?.kind ?? "defaults",
    place: node.place,
    overridden: overridden(path, layer, sources),
  };
}

/** What weaker layers say at the path. The same file is not weaker than itself. */
function overridden(path: Path, winner: number, { layers, all }: Sources): readonly OverriddenValue[] {
  const seen = new Set([layers[winner]?.source]);
  const found: OverriddenValue[] = [];
  for (const { source, prefix, root } of layers.slice(0, winner).reverse()) {
    if (seen.has(source)) continue;
    const node = startsWith(path, prefix) ? nodeAt(root, path.slice(prefix.length)) : undefined;
    const kind = all[source]?.kind;
    if (node === undefined || kind === undefined) continue;
    seen.add(source);
    found.push({ value: node.value, source: kind, place: node.place });
  }
  return found;
}

function startsWith(path: Path, prefix: Path): boolean {
  return prefix.length < path.length && prefix.every((step, index) => step === path[index]);
}
