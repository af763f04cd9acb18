import { isDeepStrictEqual } from "node:util";
import { isJsonObject, type Json, type JsonObject } from "../../vocabulary/index.ts";
import { hasFormat } from "./formats.ts";
import type { SchemaNode } from "./schema.ts";

/** What a value breaks, as `Violation` has it. */
export interface Broken {
  readonly problem: string;
  readonly stopsRules: boolean;
}

/** What one value breaks by itself, its fields and items aside; clauses for what is not judged go to `unjudged`. */
export function brokenConstraints(value: Json, schema: SchemaNode, unjudged: string[]): readonly Broken[] {
  const { raw } = schema;
  const found = [
    typeof value === "number" ? brokenByNumber(value, raw) : null,
    typeof value === "string" ? brokenByText(value, schema, unjudged) : null,
    Array.isArray(value) ? brokenByList(value, raw) : null,
    brokenByChoice(value, raw),
    isJsonObject(value) ? brokenByMap(value, raw) : null,
  ];
  return found.filter((broken) => broken !== null);
}

/** Source: `kube-openapi/pkg/validation/validate/values.go`. */
function brokenByNumber(value: number, raw: JsonObject): Broken | null {
  return brokenMinimum(value, raw) ?? brokenMaximum(value, raw) ?? brokenStep(value, raw);
}

function brokenMinimum(value: number, raw: JsonObject): Broken | null {
  const minimum = numberOf(raw["minimum"]);
  if (minimum === null) return null;
  if (raw["exclusiveMinimum"] === true) return value <= minimum ? mild(`must be more than ${minimum}`) : null;
  return value < minimum ? mild(`must be at least ${minimum}`) : null;
}

function brokenMaximum(value: number, raw: JsonObject): Broken | null {
  const maximum = numberOf(raw["maximum"]);
  if (maximum === null) return null;
  if (raw["exclusiveMaximum"] === true) return value >= maximum ? mild(`must be less than ${maximum}`) : null;
  return value > maximum ? mild(`must be at most ${maximum}`) : null;
}

function brokenStep(value: number, raw: JsonObject): Broken | null {
  const factor = numberOf(raw["multipleOf"]);
  if (factor !== null && !isMultiple(value, factor)) return mild(`must be a multiple of ${factor}`);
  const isInt32 = raw["type"] === "integer" && raw["format"] === "int32";
  return isInt32 && (value > 2 ** 31 - 1 || value < -(2 ** 31)) ? mild("must fit into 32 bits") : null;
}

function isMultiple(value: number, factor: number): boolean {
  const times = factor < 1 ? (1 / factor) * value : value / factor;
  return Math.abs(times - Math.round(times)) < 1e-9 * Math.max(1, Math.abs(times));
}

function brokenByText(value: string, schema: SchemaNode, unjudged: string[]): Broken | null {
  const { raw } = schema;
  const length = Array.from(value).length;
  const most = numberOf(raw["maxLength"]);
  const least = numberOf(raw["minLength"]);
  if (most !== null && length > most) return grave(`must have at most ${count(most, "character")}`);
  if (least !== null && length < least) return mild(`must have at least ${count(least, "character")}`);
  return brokenByPattern(value, schema, unjudged) ?? brokenByFormat(value, raw, unjudged);
}

function brokenByPattern(value: string, { pattern }: SchemaNode, unjudged: string[]): Broken | null {
  if (pattern === null || pattern.matches(value)) return null;
  if (pattern.isGo) return mild(`must match ${pattern.source}`);
  unjudged.push(`the pattern ${pattern.source}, which is none of Go's`);
  return null;
}

function brokenByFormat(value: string, raw: JsonObject, unjudged: string[]): Broken | null {
  const { format } = raw;
  const isText = raw["type"] === undefined || raw["type"] === "string";
  if (typeof format !== "string" || !isText) return null;
  const holds = hasFormat(value, format);
  if (holds === null) unjudged.push(`the format ${format}`);
  return holds === false ? mild(`must have the format ${format}`) : null;
}

function brokenByList(list: Json[], raw: JsonObject): Broken | null {
  const least = numberOf(raw["minItems"]);
  const most = numberOf(raw["maxItems"]);
  if (least !== null && list.length < least) return mild(`must have at least ${count(least, "item")}`);
  if (most !== null && list.length > most) return grave(`must have at most ${count(most, "item")}`);
  if (raw["uniqueItems"] !== true) return null;
  const repeats = list.some((item, index) => list.slice(0, index).some((before) => isDeepStrictEqual(before, item)));
  return repeats ? mild("must not repeat an item") : null;
}

function brokenByMap(map: JsonObject, raw: JsonObject): Broken | null {
  const size = Object.keys(map).length;
  const least = numberOf(raw["minProperties"]);
  const most = numberOf(raw["maxProperties"]);
  if (least !== null && size < least) return mild(`must have at least ${count(least, "key")}`);
  return most !== null && size > most ? grave(`must have at most ${count(most, "key")}`) : null;
}

/** The members of an enum are the CRD's own, so they can be named. */
function brokenByChoice(value: Json, raw: JsonObject): Broken | null {
  const choices = raw["enum"];
  if (!Array.isArray(choices) || choices.length === 0) return null;
  if (value !== null && choices.some((choice) => isDeepStrictEqual(choice, value))) return null;
  const named = choices.map((choice) => (typeof choice === "string" ? choice : JSON.stringify(choice)));
  return grave(named.length === 1 ? `must be ${named.join("")}` : `must be one of ${named.join(", ")}`);
}

function mild(problem: string): Broken {
  return { problem, stopsRules: false };
}

function grave(problem: string): Broken {
  return { problem, stopsRules: true };
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}

function numberOf(value: Json | undefined): number | null {
  return typeof value === "number" ? value : null;
}
