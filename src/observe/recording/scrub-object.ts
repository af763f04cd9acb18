import { isJsonObject, type Json, type JsonObject, type KubernetesObject } from "../../vocabulary/index.ts";

/** Takes every known Secret value out of a text. */
export type Scrub = (text: string) => string;

/** Scrubs all strings of an object, names of fields included, but for what identifies the object: that must stay to be found again. */
export function scrubObject(object: KubernetesObject, scrub: Scrub): KubernetesObject {
  const { apiVersion, kind, metadata, ...rest } = object;
  const { name, namespace, ...meta } = metadata;
  const identity = namespace === undefined ? { name } : { name, namespace };
  return { ...scrubFields(rest, scrub), apiVersion, kind, metadata: { ...scrubFields(meta, scrub), ...identity } };
}

/** Scrubs the default values of a schema, the only place of it that holds data. */
export function scrubDefaults(schema: JsonObject, scrub: Scrub): JsonObject {
  const entries = Object.entries(schema).map(([keyword, value]) => [keyword, scrubKeyword(keyword, value, scrub)]);
  return Object.fromEntries(entries);
}

function scrubKeyword(keyword: string, value: Json | undefined, scrub: Scrub): Json | undefined {
  if (keyword === "default" && value !== undefined) return scrubJson(value, scrub);
  if (Array.isArray(value)) return value.map((item) => (isJsonObject(item) ? scrubDefaults(item, scrub) : item));
  return isJsonObject(value) ? scrubDefaults(value, scrub) : value;
}

function scrubJson(value: Json, scrub: Scrub): Json {
  if (typeof value === "string") return scrub(value);
  if (Array.isArray(value)) return value.map((item) => scrubJson(item, scrub));
  return isJsonObject(value) ? scrubFields(value, scrub) : value;
}

function scrubFields(value: JsonObject, scrub: Scrub): JsonObject {
  const fields = Object.entries(value).map(([name, field]) => [
    scrub(name),
    field === undefined ? field : scrubJson(field, scrub),
  ]);
  return Object.fromEntries(fields);
}
