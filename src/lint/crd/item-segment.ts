import { isJsonObject, type Json, type PathSegment } from "../../vocabulary/index.ts";
import type { SchemaNode } from "./schema.ts";

/** An item of a list as a step of a path, with the keys by which Kubernetes merges the list. */
export function itemSegment(index: number, item: Json, list: SchemaNode | null): PathSegment {
  if (list === null || list.listType !== "map" || !isJsonObject(item)) return { index, key: null };
  const key: Record<string, Json> = {};
  for (const name of list.listKeys) {
    const value = item[name];
    if (isScalar(value)) key[name] = value;
  }
  return { index, key: Object.keys(key).length === 0 ? null : key };
}

function isScalar(value: Json | undefined): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
