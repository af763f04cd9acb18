import type { Json } from "../../vocabulary/index.ts";
import { isTextFormat } from "./formats.ts";
import type { SchemaNode } from "./schema.ts";

/** The types of JSON as sentences name them. */
const WITH_ARTICLE: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  integer: "a whole number",
  null: "null",
  number: "a number",
  object: "a map",
  string: "text",
};

/**
 * Why a value has none of a schema's types, null where it has. Whole numbers are numbers, and 1.0 is a whole number.
 * Source: `kube-openapi/pkg/validation/validate/type.go`.
 */
export function typeProblem(value: Json, { types, raw, nullable }: SchemaNode): string | null {
  if (types.length === 0) return null;
  const type = typeOf(value);
  if (value === null) return nullable ? null : problem(types, type);
  // The API server compares a number beyond 2^53 by digits that are gone here.
  if (typeof value === "number" && Math.abs(value) > Number.MAX_SAFE_INTEGER && isNumeric(types)) return null;
  if (types.includes(type) || (type === "integer" && types.includes("number"))) return null;
  // A known format of texts lets the server pass over a list.
  const { format } = raw;
  if (type === "array" && !isNumeric(types) && typeof format === "string" && isTextFormat(format)) return null;
  return problem(types, type);
}

export function typeOf(value: Json): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value !== "number") return typeof value;
  return Number.isInteger(value) ? "integer" : "number";
}

function isNumeric(types: readonly string[]): boolean {
  return types.includes("integer") || types.includes("number");
}

function problem(types: readonly string[], type: string): string {
  const wanted = types.map((name) => WITH_ARTICLE[name] ?? name).join(" or ");
  return `must be ${wanted}, not ${type === "boolean" ? "a boolean" : (WITH_ARTICLE[type] ?? type)}`;
}
