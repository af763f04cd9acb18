import { isJsonObject, type Json } from "../../vocabulary/index.ts";
import type { Schema } from "../schema/index.ts";

/** The fields by which an item is merged, with the defaults that the schema gives them (a port's protocol). */
export function mergeKey(value: Json, items: Schema, keys: readonly string[]): Record<string, Json> {
  const item = isJsonObject(value) ? value : {};
  return Object.fromEntries(keys.map((key) => [key, item[key] ?? items.field(key).default ?? null]));
}
