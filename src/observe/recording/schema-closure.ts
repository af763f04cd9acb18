import { isJsonObject, type Json, type JsonObject } from "../../vocabulary/index.ts";
import type { OpenApiDocument } from "../kubernetes/port.ts";

/** A kind without its version's spelling in URLs. */
export interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** The schemas of `kinds` and all that they refer to: a small part of the document. */
export function schemasOf(
  document: OpenApiDocument,
  kinds: readonly GroupVersionKind[],
): { [name: string]: JsonObject } {
  const schemas = document.components?.schemas ?? {};
  const kept: { [name: string]: JsonObject } = {};
  const wanted = Object.keys(schemas).filter((name) => kinds.some((kind) => describes(schemas[name], kind)));
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    const schema = schemas[name];
    if (schema === undefined || Object.hasOwn(kept, name)) continue;
    kept[name] = schema;
    wanted.push(...references(schema));
  }
  return kept;
}

function describes(schema: JsonObject | undefined, kind: GroupVersionKind): boolean {
  const entries = schema?.["x-kubernetes-group-version-kind"];
  if (!Array.isArray(entries)) return false;
  return entries.some(
    (entry) =>
      isJsonObject(entry) &&
      entry["group"] === kind.group &&
      entry["version"] === kind.version &&
      entry["kind"] === kind.kind,
  );
}

/** The names of all schemas that a schema points to: `#/components/schemas/NAME`. */
function references(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([keyword, entry]) =>
    keyword === "$ref" && typeof entry === "string" ? [entry.slice(entry.lastIndexOf("/") + 1)] : references(entry),
  );
}
