import { isJsonObject, type Json, type JsonObject, type Path, type PathSegment } from "../../vocabulary/index.ts";

/**
 * The path of a difference as the manifest has it: items of keyed lists by the manifest's own order. Null where the
 * manifest does not state the field.
 */
export function renderedPath(object: JsonObject, path: Path): Path | null {
  let value: Json | undefined = object;
  const found: PathSegment[] = [];
  for (const segment of path) {
    const step = typeof segment === "string" ? segment : indexOf(value, segment);
    value = childOf(value, step);
    if (value === undefined) return null;
    found.push(
      typeof step === "string" ? step : { index: step, key: typeof segment === "string" ? null : segment.key },
    );
  }
  return found;
}

/** The value at a path; undefined where there is none. */
export function valueIn(object: JsonObject, path: Path): Json | undefined {
  return path.reduce<Json | undefined>(
    (value, segment) => childOf(value, typeof segment === "string" ? segment : segment.index),
    object,
  );
}

function childOf(value: Json | undefined, step: string | number): Json | undefined {
  if (typeof step === "number") return Array.isArray(value) ? value[step] : undefined;
  return isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

/** A key that the manifest leaves out has its default, which the live object states. */
function indexOf(list: Json | undefined, { index, key }: Exclude<PathSegment, string>): number {
  if (key === null || !Array.isArray(list)) return index;
  return list.findIndex((item) => {
    if (!isJsonObject(item)) return false;
    return Object.entries(key).every(([name, value]) => (item[name] ?? value) === value);
  });
}

/** The fields below a path that hold no further fields, in the manifest's order; the path itself where it is one. */
export function leavesBelow(object: JsonObject, path: Path): readonly Path[] {
  const value = valueIn(object, path);
  if (Array.isArray(value) && value.length > 0)
    return value.flatMap((_, index) => leavesBelow(object, [...path, { index, key: null }]));
  if (isJsonObject(value) && Object.keys(value).length > 0)
    return Object.keys(value).flatMap((name) => leavesBelow(object, [...path, name]));
  return [path];
}
