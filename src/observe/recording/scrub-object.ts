import { isJsonObject, type Json, type JsonObject, type KubernetesObject } from "../../vocabulary/index.ts";

/** Takes every known Secret value out of what is about to be written. */
export interface RecordingScrubber {
  scrub(text: string): string;
  /** A scrubbed copy of foreign data, names of fields included. */
  scrubValue(value: Json): Json;
}

/** Scrubs all of an object but what identifies it: that must stay to be found again. */
export function scrubObject(object: KubernetesObject, scrubber: RecordingScrubber): KubernetesObject {
  const { apiVersion, kind, metadata, ...rest } = object;
  const { name, namespace, ...meta } = metadata;
  const identity = namespace === undefined ? { name } : { name, namespace };
  return {
    ...scrubFields(rest, scrubber),
    apiVersion,
    kind,
    metadata: { ...scrubFields(meta, scrubber), ...identity },
  };
}

/** Scrubs the default values of a schema, the only place of it that holds data. */
export function scrubDefaults(schema: JsonObject, scrubber: RecordingScrubber): JsonObject {
  const entries = Object.entries(schema).map(([keyword, value]) => [keyword, scrubKeyword(keyword, value, scrubber)]);
  return Object.fromEntries(entries);
}

function scrubKeyword(keyword: string, value: Json | undefined, scrubber: RecordingScrubber): Json | undefined {
  if (keyword === "default" && value !== undefined) return scrubber.scrubValue(value);
  if (Array.isArray(value)) return value.map((item) => (isJsonObject(item) ? scrubDefaults(item, scrubber) : item));
  return isJsonObject(value) ? scrubDefaults(value, scrubber) : value;
}

function scrubFields(fields: JsonObject, scrubber: RecordingScrubber): JsonObject {
  const scrubbed = scrubber.scrubValue(fields);
  return isJsonObject(scrubbed) ? scrubbed : {};
}
