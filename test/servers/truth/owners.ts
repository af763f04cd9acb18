import {
  isJsonObject,
  type JsonObject,
  type KubernetesObject,
  type ManagedFieldsEntry,
  managedFields,
} from "../../../src/vocabulary/index.ts";

/**
 * Who owns a keyed path, or something around or below it, by the live object's own managedFields: read here a second
 * time, apart from the code under test, so that it can be the judge of it.
 */
export function ownersAt(live: KubernetesObject, keyedPath: string): ManagedFieldsEntry[] {
  const segments = splitPath(keyedPath);
  return managedFields(live).filter((entry) => entry.subresource !== "status" && owns(entry.fieldsV1, segments));
}

function owns(fields: JsonObject, segments: readonly string[]): boolean {
  let here = fields;
  for (const segment of segments) {
    const next = childOf(here, segment);
    // Nothing below this place is told apart: whoever has it has it whole.
    if (next === null) return Object.keys(here).every((key) => key === "." || key.startsWith("v:")) && here !== fields;
    here = next;
  }
  return true;
}

function childOf(fields: JsonObject, segment: string): JsonObject | null {
  const key = segment.startsWith("[")
    ? itemKey(fields, segment)
    : `f:${segment.replaceAll("~1", "/").replaceAll("~0", "~")}`;
  const child = key === undefined ? undefined : fields[key];
  return isJsonObject(child) ? child : null;
}

function itemKey(fields: JsonObject, segment: string): string | undefined {
  return Object.keys(fields).find((key) => key.startsWith("k:") && wordsOf(JSON.parse(key.slice(2))) === segment);
}

function wordsOf(keys: Record<string, unknown>): string {
  return `[${Object.entries(keys)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(",")}]`;
}

function splitPath(keyedPath: string): string[] {
  return keyedPath.match(/\[[^\]]*\]|[^/]+/g) ?? [];
}
