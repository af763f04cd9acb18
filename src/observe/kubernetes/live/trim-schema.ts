import { isJsonObject, type Json, type JsonObject } from "../../../vocabulary/index.ts";
import type { OpenApiDocument } from "../port.ts";

/** What comparing asks of a schema. `required`, `enum`, patterns and texts are for those who validate. */
const KEPT: ReadonlySet<string> = new Set(["type", "format", "default", "$ref", "nullable"]);

/** CEL rules are long and say nothing about equality. */
const DROPPED: ReadonlySet<string> = new Set(["x-kubernetes-validations", "x-kubernetes-unions"]);

/** The document with nothing in it but what comparing needs: about a tenth of what the API server sends. */
export function trimDocument(document: JsonObject): OpenApiDocument {
  const components = document["components"];
  const schemas = isJsonObject(components) ? components["schemas"] : undefined;
  return { components: { schemas: trimEach(schemas) } };
}

function trimEach(schemas: Json | undefined): { [name: string]: JsonObject } {
  const trimmed: { [name: string]: JsonObject } = {};
  if (!isJsonObject(schemas)) return trimmed;
  for (const [name, schema] of Object.entries(schemas)) if (isJsonObject(schema)) trimmed[name] = trimSchema(schema);
  return trimmed;
}

function trimSchema(schema: JsonObject): JsonObject {
  const trimmed: JsonObject = {};
  for (const [keyword, value] of Object.entries(schema)) {
    const kept = trimKeyword(keyword, value);
    if (kept !== undefined) trimmed[keyword] = kept;
  }
  return trimmed;
}

function trimKeyword(keyword: string, value: Json | undefined): Json | undefined {
  if (KEPT.has(keyword) || (keyword.startsWith("x-kubernetes-") && !DROPPED.has(keyword))) return value;
  switch (keyword) {
    case "properties":
      return trimEach(value);
    case "items":
    case "additionalProperties":
      return isJsonObject(value) ? trimSchema(value) : value;
    case "allOf":
    case "anyOf":
    case "oneOf":
      return Array.isArray(value) ? value.filter(isJsonObject).map(trimSchema) : undefined;
    default:
      return undefined;
  }
}
