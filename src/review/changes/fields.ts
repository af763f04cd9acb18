import { sameJson } from "../../compare/values/index.ts";
import {
  isJsonObject,
  type Json,
  type JsonObject,
  type KubernetesObject,
  type Path,
  type PathSegment,
  splitApiVersion,
} from "../../vocabulary/index.ts";
import type { FieldChange } from "../sides.ts";
import { alignItems } from "./align.ts";
import { pairByKey } from "./keyed.ts";
import { keyIn, mergeKeyOf } from "./merge-keys.ts";
import { type SameAt, spellingIn } from "./spelling.ts";

/** Where a value stands on each side: an item of a list may have moved. */
interface Place {
  readonly before: Path;
  readonly after: Path;
}

interface Walk {
  readonly same: SameAt;
  readonly found: FieldChange[];
}

/**
 * Every field that differs between two manifests, in the order of their paths. A null is an absent field. Lists are
 * matched by their merge keys, else so that as little as possible changes; a list whose items only changed places is one
 * difference.
 */
export function fieldChanges(before: KubernetesObject, after: KubernetesObject): readonly FieldChange[] {
  const walk: Walk = { same: spellingIn(splitApiVersion(after.apiVersion).group), found: [] };
  compareMaps({ before, after }, { before: [], after: [] }, walk);
  return walk.found;
}

interface Sides<T> {
  readonly before: T;
  readonly after: T;
}

function compare({ before, after }: Sides<Json | undefined>, place: Place, walk: Walk): void {
  if (sameJson(before, after)) return;
  if (isJsonObject(before) && isJsonObject(after)) compareMaps({ before, after }, place, walk);
  else if (Array.isArray(before) && Array.isArray(after)) compareLists({ before, after }, place, walk);
  else if (!isSame({ before, after }, place, walk)) report({ before, after }, place, walk);
}

function compareMaps({ before, after }: Sides<JsonObject>, place: Place, walk: Walk): void {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  for (const name of names) compare({ before: before[name], after: after[name] }, inside(place, name, name), walk);
}

function compareLists({ before, after }: Sides<readonly Json[]>, place: Place, walk: Walk): void {
  const key = mergeKeyOf(fieldNameOf(place.after), [before, after]);
  const pairs = key === null ? alignItems(before, after) : pairByKey(before, after, key);
  // Containers start, variables expand and templates hash in the order of their list.
  if (pairs === null) {
    report({ before: [...before], after: [...after] }, place, walk);
    return;
  }
  for (const pair of pairs) {
    const [old, now] = [itemAt(before, pair.before), itemAt(after, pair.after)];
    const segment = (index: number | null, item: Json | undefined): PathSegment => ({
      index: index ?? 0,
      key: key === null ? null : keyIn(item ?? null, key),
    });
    const sides = { before: old, after: now };
    compare(sides, inside(place, segment(pair.before, old ?? now), segment(pair.after, now ?? old)), walk);
  }
}

function isSame({ before, after }: Sides<Json | undefined>, { after: path }: Place, { same }: Walk): boolean {
  return before !== undefined && after !== undefined && same(before, after, path);
}

function report({ before, after }: Sides<Json | undefined>, place: Place, { found }: Walk): void {
  found.push({
    path: after === undefined || after === null ? place.before : place.after,
    ...(before !== undefined && before !== null && { before }),
    ...(after !== undefined && after !== null && { after }),
  });
}

function inside(place: Place, before: PathSegment, after: PathSegment): Place {
  return { before: [...place.before, before], after: [...place.after, after] };
}

function itemAt(list: readonly Json[], index: number | null): Json | undefined {
  return index === null ? undefined : list[index];
}

/** Only objects are found under a field of their own; a list within a list has none. */
function fieldNameOf(path: Path): string {
  const last = path.at(-1);
  return typeof last === "string" ? last : "";
}
