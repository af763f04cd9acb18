import type { Json } from "./json.ts";

/**
 * One step into an object: a field name, or a list item.
 * `key` holds the fields by which Kubernetes merges the list (`{ name: "web" }`), null for a list without keys.
 */
export type PathSegment = string | { readonly index: number; readonly key: Readonly<Record<string, Json>> | null };

/** The way from an object's root to one of its fields. An empty path is the object itself. */
export type Path = readonly PathSegment[];

/** The path as a JSON pointer (RFC 6901), list items by index: `/spec/containers/0/image`. */
export function toPointer(path: Path): string {
  return path.map((segment) => `/${typeof segment === "string" ? escapePointer(segment) : segment.index}`).join("");
}

/**
 * The path as people read it and as ids keep it: list items that Kubernetes merges by key are addressed by that key,
 * `/spec/containers/[name=web]/image`, so that the text survives a reordering of the list.
 */
export function toKeyedPath(path: Path): string {
  return path
    .map((segment) => `/${typeof segment === "string" ? escapePointer(segment) : keyedItem(segment)}`)
    .join("");
}

function keyedItem(item: Exclude<PathSegment, string>): string {
  if (item.key === null) return String(item.index);
  const pairs = Object.entries(item.key).map(
    ([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
  return `[${pairs.join(",")}]`;
}

function escapePointer(field: string): string {
  return field.replaceAll("~", "~0").replaceAll("/", "~1");
}
