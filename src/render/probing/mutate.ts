import { isJsonObject, type Json, type JsonObject, type Path } from "../../vocabulary/index.ts";
import { mapAround } from "./leaves.ts";
import type { Mutation } from "./sentinels.ts";

/**
 * A copy of the values with the mutations made. Values first, then keys, the deepest first: their paths are the old
 * ones. A renamed key that the chart's own values have stays as a null: that is how Helm removes it.
 */
export function mutate(
  values: JsonObject,
  mutations: readonly Mutation[],
  isDefault: (path: Path) => boolean,
): JsonObject {
  const copy = structuredClone(values);
  const depth = (mutation: Mutation): number => (mutation.leaf.of === "key" ? 1000 - mutation.leaf.path.length : 0);
  for (const { leaf, to } of mutations.toSorted((left, right) => depth(left) - depth(right))) {
    if (leaf.of === "value") put(copy, leaf.path, to);
    else if (typeof to === "string") rename(copy, leaf.path, { to, keep: isDefault(leaf.path) });
  }
  return copy;
}

function put(values: JsonObject, path: Path, to: Json): void {
  let at: Json | undefined = values;
  for (const segment of path.slice(0, -1)) at = step(at, segment);
  const last = path.at(-1);
  if (typeof last === "string" && isJsonObject(at)) at[last] = to;
  else if (typeof last === "object" && Array.isArray(at)) at[last.index] = to;
}

function step(at: Json | undefined, segment: Path[number]): Json | undefined {
  if (typeof segment === "string") return isJsonObject(at) ? at[segment] : undefined;
  return Array.isArray(at) ? at[segment.index] : undefined;
}

function rename(values: JsonObject, path: Path, { to, keep }: { readonly to: string; readonly keep: boolean }): void {
  const around = mapAround(values, path);
  const key = path.at(-1);
  if (around === null || typeof key !== "string") return;
  const renamed = Object.entries(around).map(([name, value]) => [name === key ? to : name, value] as const);
  for (const name of Object.keys(around)) delete around[name];
  Object.assign(around, Object.fromEntries(renamed), keep ? { [key]: null } : {});
}
