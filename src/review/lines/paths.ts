import type { TracedApplication } from "../../lint/index.ts";
import { isJsonObject, type Json, type Path, type PathSegment } from "../../vocabulary/index.ts";

export function hasIndex(path: Path): boolean {
  return path.some((segment) => typeof segment !== "string");
}

/** True when the one path is the other, or leads into it. */
export function isWithin(path: Path, around: Path): boolean {
  return around.every((segment, index) => nameOf(segment) === nameOf(path[index]));
}

function nameOf(segment: PathSegment | undefined): string | number | undefined {
  return typeof segment === "object" ? segment.index : segment;
}

/** The value at a path; undefined where there is none. */
export function valueIn(values: Json, path: Path): Json | undefined {
  let value: Json | undefined = values;
  for (const segment of path) {
    if (typeof segment !== "string") value = Array.isArray(value) ? value[segment.index] : undefined;
    else value = isJsonObject(value) && Object.hasOwn(value, segment) ? value[segment] : undefined;
  }
  return value;
}

/** The longest path that all of these begin with. */
export function commonPath([first = [], ...others]: readonly Path[]): Path {
  const length = others.reduce((shortest, other) => {
    const differs = first.findIndex((segment, index) => nameOf(segment) !== nameOf(other[index]));
    return Math.min(shortest, differs < 0 ? first.length : differs);
  }, first.length);
  return first.slice(0, length);
}

/** What a values file says; undefined where the application reads no such file. */
export function textOfFile({ values }: TracedApplication, file: string): string | undefined {
  return values.sources.find((source) => source.file === file && source.text !== undefined)?.text;
}
