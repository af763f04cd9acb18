import { isJsonObject, type Json, type JsonObject } from "../../../vocabulary/index.ts";
import type { SchemaNode } from "../schema.ts";
import { celIdentifier } from "./identifier.ts";

/** A rule touched what is not modelled here, so nothing can be said about it. */
export class NotModelled extends Error {
  override readonly name = "NotModelled";
}

/** Strings that CEL reads as bytes, durations and times. */
const TYPED_FORMATS = new Set(["byte", "duration", "date", "date-time"]);

/**
 * A value as CEL sees it by its schema: `integer` is int, `number` is double, maps with free keys are maps, objects
 * have escaped field names, a null in a list or map is null. What is not modelled throws when a rule touches it.
 * Source: `apiserver/pkg/cel/common/valuesunstructured.go`.
 * @throws NotModelled when the value as a whole is not modelled.
 */
export function celValue(value: Json, schema: SchemaNode, isRoot: boolean): unknown {
  if (value === null) return null;
  if (isOpaque(schema)) throw new NotModelled();
  if (Array.isArray(value)) return listValue(value, schema);
  if (isJsonObject(value)) return objectValue(value, schema, isRoot);
  if (typeof value !== "number") return value;
  return schema.types.includes("integer") && Number.isSafeInteger(value) ? BigInt(value) : value;
}

function listValue(list: Json[], schema: SchemaNode): unknown[] {
  const { items } = schema;
  if (items === null) throw new NotModelled();
  return list.map((item) => celValue(item, items, items.embedded));
}

function objectValue(object: JsonObject, schema: SchemaNode, isRoot: boolean): unknown {
  const shared = schema.additional?.schema ?? null;
  if (schema.propertyNames.length === 0 && shared !== null && !schema.embedded) {
    return new Map(
      Object.entries(object).map(([key, value]) => [key, celValue(value ?? null, shared, shared.embedded)]),
    );
  }
  const fields: object = Object.create(null);
  if (isRoot || schema.embedded) addHeader(fields, object);
  for (const name of schema.propertyNames) {
    const value = object[name];
    const property = schema.property(name);
    const identifier = celIdentifier(name);
    // A declared field that is null is not there for a rule.
    if (value === undefined || value === null || property === null || identifier === null || identifier in fields)
      continue;
    define(fields, identifier, () => celValue(value, property, property.embedded));
  }
  return fields;
}

/** What every resource shows to its rules: its type, and its name. */
function addHeader(fields: object, object: JsonObject): void {
  const { apiVersion, kind, metadata } = object;
  if (apiVersion !== undefined) define(fields, "apiVersion", () => apiVersion);
  if (kind !== undefined) define(fields, "kind", () => kind);
  if (!isJsonObject(metadata)) return;
  const shown: object = Object.create(null);
  for (const name of ["name", "generateName"]) {
    const value = metadata[name];
    if (value !== undefined) define(shown, name, () => value);
  }
  define(fields, "metadata", () => shown);
}

/** A field that is made when a rule first touches it. */
function define(fields: object, name: string, make: () => unknown): void {
  let made: { readonly value: unknown } | null = null;
  Object.defineProperty(fields, name, {
    enumerable: true,
    get: () => {
      made ??= { value: make() };
      return made.value;
    },
  });
}

/** True for a value, or a list or map of values, that CEL sees in a way that is not modelled here. */
function isOpaque(schema: SchemaNode): boolean {
  if (schema.types.length === 0) return true;
  const { format } = schema.raw;
  return (
    schema.types.length === 1 && schema.types[0] === "string" && typeof format === "string" && TYPED_FORMATS.has(format)
  );
}
