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
    const own = ownPath(path, prefix);
    const node = own === null ? undefined : nodeAt(root, own);
    const kind = all[source]?.kind;
    if (node === undefined || kind === undefined) continue;
    seen.add(source);
    found.push({ value: node.value, source: kind, place: node.place });
  }
  return found;
}

/** The path by which a dependency's own values say the same; a parent's `global.x` is its `global.x`. */
function ownPath(path: Path, prefix: Path): Path | null {
  const global = path.indexOf("global");
  const above = global >= 0 && global < prefix.length ? global : prefix.length;
  const isBelow = above < path.length && path.slice(0, above).every((step, index) => step === prefix[index]);
  return isBelow ? path.slice(above) : null;
}
