import { isJsonObject, type Json, type JsonObject, type Path } from "../../vocabulary/index.ts";
import type { ApplicationValues } from "../values/index.ts";

/** A value of the merged values, or a key of one of its maps, that probes change. `id` is its place in the list of all. */
export interface ProbedLeaf {
  readonly id: number;
  /** The path in the merged values; of a map for a key: the key itself is its last segment. */
  readonly path: Path;
  readonly of: "value" | "key";
  /** For a key: the map or scalar below it. */
  readonly value: Json;
}

/** Every leaf, then every key of a map. */
export function probedLeaves(values: ApplicationValues): ProbedLeaf[] {
  const leaves = values.leaves.map(({ path, value }) => ({ path, value, of: "value" as const }));
  const keys = keyPaths(values.merged, []).map(({ path, value }) => ({ path, value, of: "key" as const }));
  return [...leaves, ...keys].map((leaf, id) => ({ id, ...leaf }));
}

function keyPaths(value: Json, path: Path): { path: Path; value: Json }[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => keyPaths(item, [...path, { index, key: null }]));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, item = null]) => {
    const below = [...path, key];
    return [{ path: below, value: item }, ...keyPaths(item, below)];
  });
}

/** True when `path` begins with all of `start`. */
export function startsWith(path: Path, start: Path): boolean {
  return start.length <= path.length && start.every((segment, index) => isSameSegment(segment, path[index]));
}

function isSameSegment(left: Path[number], right: Path[number] | undefined): boolean {
  if (typeof left === "string" || typeof right === "string" || right === undefined) return left === right;
  return left.index === right.index;
}

/** The value at a path; undefined where there is none. */
export function valueAt(value: Json | undefined, path: Path): Json | undefined {
  return path.reduce<Json | undefined>((at, segment) => {
    if (typeof segment === "string") return isJsonObject(at) && Object.hasOwn(at, segment) ? at[segment] : undefined;
    return Array.isArray(at) ? at[segment.index] : undefined;
  }, value);
}

/** The map that holds a path's last segment. */
export function mapAround(value: JsonObject, path: Path): JsonObject | null {
  const around = valueAt(value, path.slice(0, -1));
  return isJsonObject(around) ? around : null;
}
