import { isJsonObject, type Json, type JsonObject } from "../../vocabulary/index.ts";

/** Attributes that hold names of types, relative to a namespace. */
const NAMED = ["record", "error", "enum", "fixed"];
const PRIMITIVE = ["null", "boolean", "int", "long", "float", "double", "bytes", "string"];

/**
 * True when two schemas are the same however they are written: white space, order of keys, full or relative names, the
 * two spellings of a primitive type, and documentation do not count. Defaults and aliases do, unlike in Avro's parsing
 * canonical form, because readers of older data need them.
 */
export function sameSchema(a: string, b: string, schemaType: string): boolean {
  if (a === b) return true;
  if (schemaType === "PROTOBUF") return withoutSpace(a) === withoutSpace(b);
  const [left, right] = [parsed(a), parsed(b)];
  if (left === undefined || right === undefined) return false;
  const form = schemaType === "AVRO" ? (schema: Json): Json => avroForm(schema, "") : (schema: Json): Json => schema;
  return sorted(form(left)) === sorted(form(right));
}

function withoutSpace(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Names: Avro specification, "Names" and "Transforming into Parsing Canonical Form". */
function avroForm(schema: Json, namespace: string): Json {
  if (typeof schema === "string") return fullName(schema, namespace);
  if (Array.isArray(schema)) return schema.map((branch) => avroForm(branch, namespace));
  if (!isJsonObject(schema)) return schema;
  const { type } = schema;
  if (typeof type === "string" && NAMED.includes(type)) return namedForm(schema, namespace);
  const { doc: _, ...rest } = schema;
  if (Object.keys(rest).length === 1 && typeof type === "string") return fullName(type, namespace);
  return { ...rest, ...inner(rest, namespace) };
}

function inner({ type, items, values }: JsonObject, namespace: string): JsonObject {
  return {
    ...(type !== undefined && { type: isContainer(type) ? type : avroForm(type, namespace) }),
    ...(items !== undefined && { items: avroForm(items, namespace) }),
    ...(values !== undefined && { values: avroForm(values, namespace) }),
  };
}

function isContainer(type: Json): boolean {
  return type === "array" || type === "map";
}

function namedForm(schema: JsonObject, outer: string): JsonObject {
  const { doc: _, namespace, name, fields, ...rest } = schema;
  const own = typeof namespace === "string" ? namespace : outer;
  const full = typeof name === "string" ? fullName(name, own) : "";
  const inside = full.includes(".") ? full.slice(0, full.lastIndexOf(".")) : "";
  return {
    ...rest,
    name: full,
    ...(Array.isArray(fields) && { fields: fields.map((field) => fieldForm(field, inside)) }),
  };
}

function fieldForm(field: Json, namespace: string): Json {
  if (!isJsonObject(field)) return field;
  const { doc: _, type, ...rest } = field;
  return { ...rest, ...(type !== undefined && { type: avroForm(type, namespace) }) };
}

function fullName(name: string, namespace: string): string {
  return PRIMITIVE.includes(name) || name.includes(".") || namespace === "" ? name : `${namespace}.${name}`;
}

function sorted(value: Json): string {
  return JSON.stringify(value, (_, inside: unknown) =>
    isJsonObject(inside) ? Object.fromEntries(Object.entries(inside).sort(([a], [b]) => (a < b ? -1 : 1))) : inside,
  );
}
