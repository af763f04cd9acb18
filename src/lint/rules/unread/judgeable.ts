import type { ValuesPlace } from "../../../render/values/index.ts";
import type { TracedApplication } from "../../traced.ts";
import { isRead, isWithin, type TracedLeaf } from "../leaves.ts";

export interface PlacedLeaf extends TracedLeaf {
  readonly place: ValuesPlace;
}

/**
 * Leaves of which it can be told whether something reads them. Templates of a dependency that is switched off may not be
 * here, and what only serves others as an anchor (`&name`) is read through them.
 */
export function judgeable({ values }: TracedApplication, leaves: readonly TracedLeaf[]): readonly PlacedLeaf[] {
  const foreign = values.conditions.filter(({ isRead: isHere }) => !isHere).map(({ dependency }) => dependency);
  const read = new Set(leaves.filter(isRead).flatMap(({ place }) => (place === null ? [] : [textOf(place)])));
  return leaves.filter((leaf): leaf is PlacedLeaf => {
    const { path, place } = leaf;
    if (place === null || foreign.some((dependency) => isWithin(path, dependency))) return false;
    return place.through !== null || isRead(leaf) || !read.has(textOf(place));
  });
}

function textOf({ file, line, column }: ValuesPlace): string {
  return `${file}:${line}:${column}`;
}

/** What an alias brings in is unread where the alias stands, not at its anchor. */
export function whereUsed(place: ValuesPlace): ValuesPlace {
  if (place.through === null) return place;
  const { line, column } = place.through;
  return { ...place, line, column, keyLine: line, keyColumn: column, through: null };
}
