import type { KubernetesResource, Path } from "../../vocabulary/index.ts";

/** True for a kind of the core group. */
export function isCore({ group, kind }: KubernetesResource, wanted: string): boolean {
  return group === "" && kind === wanted;
}

/** True for one label or annotation of the object itself. */
export function isMetadata(path: Path, field: string): boolean {
  return path.length === 3 && path[0] === "metadata" && path[1] === field;
}

export function isPath(path: Path, wanted: readonly string[]): boolean {
  return path.length === wanted.length && wanted.every((segment, i) => path[i] === segment);
}

/** The field's name at a position of a path, counted from the end when it is negative; empty for a list item. */
export function fieldAt(path: Path, index: number): string {
  const segment = path.at(index);
  return typeof segment === "string" ? segment : "";
}

export function startsWithOne(name: string, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => name.startsWith(prefix));
}

/** True for the same place of two objects, list items by their merge keys or by their index. */
export function samePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((segment, i) => sameSegment(segment, b[i]));
}

function sameSegment(a: Path[number], b: Path[number] | undefined): boolean {
  if (typeof a === "string" || typeof b === "string" || b === undefined) return a === b;
  return a.index === b.index || (a.key !== null && b.key !== null && JSON.stringify(a.key) === JSON.stringify(b.key));
}
