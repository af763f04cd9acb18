import { isJsonObject, type Json, type JsonObject } from "../../vocabulary/index.ts";
import type { DefinedVersion } from "./definition.ts";
import type { SchemaNode } from "./schema.ts";

const HEADER = new Set(["apiVersion", "kind", "metadata"]);

/**
 * An object as the API server validates it on creation: unknown fields pruned, nulls dropped where the schema takes
 * none, defaults filled in, the status gone. The order is that of apiextensions-apiserver (`unstructuredSchemaCoercer`,
 * then the defaulter, then `PrepareForCreate`).
 */
export function settle(object: JsonObject, version: DefinedVersion, prunes: boolean): JsonObject {
  const { schema } = version;
  const pruned = prunes ? withoutNulls(prunedObject(object, schema, true), schema) : object;
  const filled = withDefaults(pruned, schema);
  if (!isJsonObject(filled)) return object;
  if (!version.dropsStatus) return filled;
  const { status: _, ...rest } = filled;
  return rest;
}

function prune(value: Json, schema: SchemaNode | null): Json {
  if (Array.isArray(value)) {
    return schema?.preserves === true ? value : value.map((item) => prune(item, schema?.items ?? null));
  }
  if (!isJsonObject(value)) return value;
  return schema === null ? {} : prunedObject(value, schema, schema.embedded);
}

function prunedObject(object: JsonObject, schema: SchemaNode, keepsHeader: boolean): JsonObject {
  const kept: JsonObject = {};
  for (const [name, value] of Object.entries(object)) {
    if (value === undefined) continue;
    const { additional } = schema;
    const property = schema.property(name);
    if (keepsHeader && HEADER.has(name)) kept[name] = value;
    else if (property !== null) kept[name] = prune(value, property);
    else if (additional !== null) kept[name] = prune(value, additional.schema);
    else if (schema.preserves) kept[name] = value;
  }
  return kept;
}

function withoutNulls(value: Json, schema: SchemaNode | null): Json {
  if (Array.isArray(value)) return value.map((item) => withoutNulls(item, schema?.items ?? null));
  if (!isJsonObject(value)) return value;
  const kept: JsonObject = {};
  for (const [name, child] of Object.entries(value)) {
    const field = schema?.field(name) ?? null;
    if (child === null && field !== null && !field.nullable && field.default === undefined) continue;
    kept[name] = withoutNulls(child ?? null, field);
  }
  return kept;
}

function withDefaults(value: Json, schema: SchemaNode | null): Json {
  if (schema === null) return value;
  if (Array.isArray(value)) {
    const { items } = schema;
    return value.map((item) => withDefaults(orDefault(item, items), items));
  }
  if (!isJsonObject(value)) return value;
  const filled: JsonObject = { ...value };
  for (const name of schema.defaulted) {
    const property = schema.property(name);
    if (property === null || property.default === undefined) continue;
    if (filled[name] === undefined || (filled[name] === null && !property.nullable)) filled[name] = property.default;
  }
  for (const [name, child] of Object.entries(filled)) {
    const field = schema.field(name);
    filled[name] = withDefaults(orDefault(child ?? null, field), field);
  }
  return filled;
}

function orDefault(value: Json, schema: SchemaNode | null): Json {
  return value === null && schema !== null && !schema.nullable ? (schema.default ?? null) : value;
}
