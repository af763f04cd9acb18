import {
  isJsonObject,
  type Json,
  type Path,
  type PathSegment,
  resourceKey,
  resourceOf,
} from "../../vocabulary/index.ts";
import type { RenderedObject } from "../rendering.ts";

/**
 * The objects of one rendering with the paths at which another rendering of the same input differs. An object that
 * the other one lacks (its name changes, say) is unstable as a whole: its path is empty.
 */
export function markUnstable(objects: readonly RenderedObject[], again: readonly RenderedObject[]): RenderedObject[] {
  const others = Map.groupBy(again, keyOf);
  return objects.map((one) => {
    const other = others.get(keyOf(one))?.shift();
    const unstable = other === undefined ? [[]] : differences(one.object, other.object);
    return unstable.length === 0 ? one : { ...one, unstable };
  });
}

function keyOf(one: RenderedObject): string {
  return resourceKey(resourceOf(one.object));
}

/** Lists of different length differ as a whole. */
function differences(left: Json | undefined, right: Json | undefined): Path[] {
  if (left === right) return [];
  if (Array.isArray(left) && Array.isArray(right) && left.length === right.length) {
    return left.flatMap((item, index) => below({ index, key: null }, differences(item, right[index])));
  }
  if (!isJsonObject(left) || !isJsonObject(right)) return [[]];
  const fields = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...fields].flatMap((field) => below(field, differences(left[field], right[field])));
}

function below(segment: PathSegment, paths: readonly Path[]): Path[] {
  return paths.map((path) => [segment, ...path]);
}
