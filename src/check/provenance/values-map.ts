import type { CausingLeaf } from "../../provenance/index.ts";
import { scalarText } from "../../provenance/index.ts";
import type { ApplicationValues } from "../../render/values/index.ts";
import type { Json, Path } from "../../vocabulary/index.ts";
import { toPointer } from "../../vocabulary/index.ts";

/** True where the values have a map with all these entries, in whatever spelling: it is worth tracing them. */
export function hasMapWith({ leaves }: ApplicationValues, entries: ReadonlyMap<string, Json>): boolean {
  const maps = Map.groupBy(leaves, ({ path }) => toPointer(path.slice(0, -1)));
  return [...maps.values()].some((map) => {
    const texts = new Map(map.map(({ path, value }) => [path.at(-1), scalarText(value)]));
    return [...entries].every(([name, value]) => texts.get(name) === scalarText(value));
  });
}

const UNCHANGED: readonly (string | null)[] = ["same", "quoted"];

/**
 * The one values map that all entries of a rendered map come from, each under its own name and as it stands there. A field
 * that is added to the rendered map would be written into it. Null where an entry comes from elsewhere.
 */
export function commonMap(names: readonly string[], causes: readonly (readonly CausingLeaf[])[]): Path | null {
  const maps = names.map((name, index) => {
    const [first] = causes[index] ?? [];
    const isEntry = first?.leaf.at(-1) === name && UNCHANGED.includes(first.provenance.transformation);
    return isEntry ? first.leaf.slice(0, -1) : null;
  });
  const [map = null] = maps;
  if (map === null || map.length === 0) return null;
  return maps.every((other) => other !== null && toPointer(other) === toPointer(map)) ? map : null;
}
