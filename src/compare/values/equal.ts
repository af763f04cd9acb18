import { isJsonObject, type Json } from "../../vocabulary/index.ts";
import type { ScalarForm } from "../schema/index.ts";
import { parseDecimal, sameDecimal } from "./decimal.ts";
import { parseQuantity } from "./quantity.ts";

/** How two scalars may be spelled and still be the same. */
export interface Spelling {
  readonly form: ScalarForm | null;
  /** True inside a Kafka config map, where numbers and booleans may also be written as strings. */
  readonly kafkaConfig: boolean;
}

/** True when two values are the same under the spellings that their place allows. */
export function sameScalar(a: Json, b: Json, spelling: Spelling): boolean {
  if (a === b) return true;
  if (spelling.kafkaConfig) return sameConfigValue(a, b);
  switch (spelling.form) {
    case "quantity":
      return sameQuantity(a, b);
    case "int-or-string":
      return sameIntOrString(a, b);
    case "date-time":
      return sameInstant(a, b);
    case "byte":
      return sameBytes(a, b);
    case null:
      return false;
  }
}

/** Deep equality of JSON values; an absent field equals a null one. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  const left = a ?? null;
  const right = b ?? null;
  if (left === right) return true;
  if (Array.isArray(left)) {
    return Array.isArray(right) && left.length === right.length && left.every((item, i) => sameJson(item, right[i]));
  }
  if (!isJsonObject(left) || !isJsonObject(right)) return false;
  for (const key of Object.keys(left)) if (!sameJson(left[key], right[key])) return false;
  return Object.keys(right).every((key) => left[key] !== undefined || (right[key] ?? null) === null);
}

function sameQuantity(a: Json, b: Json): boolean {
  if (!isNumberOrString(a) || !isNumberOrString(b)) return false;
  const left = parseQuantity(a);
  const right = parseQuantity(b);
  return left !== null && right !== null && sameDecimal(left, right);
}

function sameIntOrString(a: Json, b: Json): boolean {
  return isNumberOrString(a) && isNumberOrString(b) && typeof a !== typeof b && String(a) === String(b);
}

function sameInstant(a: Json, b: Json): boolean {
  if (typeof a !== "string" || typeof b !== "string") return false;
  const left = Date.parse(a);
  return !Number.isNaN(left) && left === Date.parse(b);
}

function sameBytes(a: Json, b: Json): boolean {
  if (typeof a !== "string" || typeof b !== "string") return false;
  return Buffer.from(a, "base64").equals(Buffer.from(b, "base64"));
}

// Kafka reads every value as a string: a YAML number and the same digits in quotes configure the same thing.
function sameConfigValue(a: Json, b: Json): boolean {
  if (typeof a === typeof b && typeof a !== "number") return false;
  if (typeof a === "boolean" || typeof b === "boolean") return text(a) === text(b);
  if (!isNumberOrString(a) || !isNumberOrString(b)) return false;
  const left = parseDecimal(String(a));
  const right = parseDecimal(String(b));
  return left !== null && right !== null && sameDecimal(left, right);
}

function isNumberOrString(value: Json): value is number | string {
  return typeof value === "number" || typeof value === "string";
}

// What Kafka would read: a string as it is, a boolean as its name.
function text(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
