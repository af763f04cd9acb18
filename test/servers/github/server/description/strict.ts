import { asObject, type Json, type JsonObject } from "./cut.ts";

/**
 * GitHub ignores a field of a body that it does not know, so a misspelt one would go unnoticed: here it is refused,
 * wherever the description lists the fields of an object.
 */
export function refuseUnknownFields(cutDescription: JsonObject): JsonObject {
  const paths = Object.entries(asObject(cutDescription["paths"] ?? null)).map(([path, item]) => [
    path,
    Object.fromEntries(Object.entries(asObject(item)).map(([method, op]) => [method, strictOperation(asObject(op))])),
  ]);
  return { ...cutDescription, paths: Object.fromEntries(paths) };
}

function strictOperation(operation: JsonObject): JsonObject {
  const body = operation["requestBody"];
  return body === undefined ? operation : { ...operation, requestBody: closed(body) };
}

/** Branches of anyOf and the like list some of the fields only, so they stay open. */
function closed(value: Json): Json {
  if (Array.isArray(value)) return value.map(closed);
  if (value === null || typeof value !== "object") return value;
  const inner = Object.entries(value).map(([key, child]) => [key, isBranch(key) ? child : closed(child)]);
  const lists = "properties" in value && !("additionalProperties" in value) && value["type"] === "object";
  return { ...Object.fromEntries(inner), ...(lists && { additionalProperties: false }) };
}

function isBranch(key: string): boolean {
  return key === "anyOf" || key === "oneOf" || key === "allOf";
}
