import type { ApplicationValues } from "../render/values/index.ts";
import { type Json, type Path, toPointer } from "../vocabulary/index.ts";
import { likeness } from "./likeness.ts";

/** A rendered field with its value; without one where the rendering does not have it. */
export interface ValuedField {
  readonly path: Path;
  readonly value?: Json | undefined;
}

/** Leaves that are probed for one field. Of many with the same value, those that are called alike come first. */
const MOST = 8;

/**
 * The leaves that may be a field's value just as it stands there, and the maps that may name an object by a key. A cause
 * among them is the nearest there is, so that the others need not be probed.
 */
export function nearLeaves({ leaves }: ApplicationValues, fields: readonly ValuedField[]): readonly Path[] {
  const byText = Map.groupBy(leaves, ({ value }) => scalarText(value));
  const keys = fields.some(({ path }) => path.length === 0) ? mapsOf(leaves.map(({ path }) => path)) : [];
  const found = fields.flatMap(({ path, value }): readonly Path[] => {
    if (value === undefined || typeof value === "object") return [];
    const same = (byText.get(scalarText(value)) ?? []).map((leaf) => leaf.path);
    const named = path.length === 0 ? keys.filter((map) => map.at(-1) === value) : [];
    return [...mostAlike(same, path), ...named];
  });
  return unique(found);
}

/** Those that end in the field's own name; where none does, those whose names are the most alike. */
function mostAlike(leaves: readonly Path[], field: Path): readonly Path[] {
  const ranked = leaves.map((leaf) => ({ leaf, likeness: likeness(nameOf(leaf), field) }));
  const namesakes = ranked.filter((one) => one.likeness >= 1);
  return (namesakes.length > 0 ? namesakes : ranked)
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, MOST)
    .map(({ leaf }) => leaf);
}

/** Charts call a switch by what it switches: `tls.enabled`. */
function nameOf(leaf: Path): Path {
  return leaf.at(-1) === "enabled" ? leaf.slice(0, -1) : leaf;
}

export function scalarText(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function mapsOf(leaves: readonly Path[]): readonly Path[] {
  return unique(leaves.flatMap((leaf) => leaf.map((_, index) => leaf.slice(0, index)).slice(1)));
}

function unique(paths: readonly Path[]): readonly Path[] {
  return [...new Map(paths.map((path) => [toPointer(path), path])).values()];
}
