import type { Json, Path } from "../../vocabulary/index.ts";

/** The value at a path, list items by their merge keys where the path has them; undefined when there is none. */
export function valueAt(root: Json | undefined, path: Path): Json | undefined {
  let value: Json | undefined = root;
  for (const segment of path) {
    if (value === undefined || value === null || typeof value !== "object") return undefined;
    if (typeof segment === "string") value = Array.isArray(value) ? undefined : value[segment];
    else value = Array.isArray(value) ? itemAt(value, segment) : undefined;
  }
  return value;
}

function itemAt(list: readonly Json[], segment: Exclude<Path[number], string>): Json | undefined {
  const { index, key } = segment;
  if (key === null) return list[index];
  const pairs = Object.entries(key);
  return list.find((item) => pairs.every(([field, wanted]) => hasKey(item, field, wanted)));
}

// Git may leave out a merge key that has a default, such as a port's protocol.
function hasKey(item: Json, field: string, wanted: Json): boolean {
  if (typeof item !== "object" || item === null || Array.isArray(item)) return false;
  return item[field] === undefined ? field === "protocol" && wanted === "TCP" : item[field] === wanted;
}
