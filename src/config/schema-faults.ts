import type { z } from "zod";
import { isJsonObject, type JsonObject } from "../vocabulary/index.ts";
import { type ConfigPath, type Fault, showPath, valueAt } from "./fault.ts";
import { configJsonSchema } from "./json-schema.ts";
import { nearest } from "./near-miss.ts";

/** Says in sentences what the schema refuses. */
export function schemaFaults(issues: readonly z.core.$ZodIssue[], data: unknown): readonly Fault[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map((part) => (typeof part === "number" ? part : String(part)));
    if (issue.code === "invalid_union") return unionFaults(issue, { path, data });
    if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(path, key));
    return [{ path, at: "value" as const, message: describe(issue, path, valueAt(data, path)) }];
  });
}

/** What may be written in two ways is judged as the way that it resembles. */
function unionFaults(
  issue: z.core.$ZodIssueInvalidUnion,
  { path, data }: { path: ConfigPath; data: unknown },
): readonly Fault[] {
  const meant = issue.errors.findLast((branch) => branch.every(isInside)) ?? issue.errors.at(-1) ?? [];
  return schemaFaults(
    meant.map((inner) => ({ ...inner, path: [...path, ...inner.path] })),
    data,
  );
}

/** True for an issue below the value itself, which has the right type then. */
function isInside({ code, path }: z.core.$ZodIssue): boolean {
  return code === "unrecognized_keys" || path.length > 0;
}

function unknownKey(path: ConfigPath, key: string): Fault {
  const known = knownKeys(path);
  const meant = nearest(key, known);
  const next = meant === null ? `Known here: ${known.join(", ")}.` : `Did you mean ${meant}?`;
  return { path: [...path, key], at: "key", message: `${showPath([...path, key])} is not a known key. ${next}` };
}

/** The keys that the JSON schema allows at a path. */
function knownKeys(path: ConfigPath): readonly string[] {
  let schema: JsonObject = configJsonSchema();
  for (const part of path) {
    const below = typeof part === "number" ? schema["items"] : propertiesOf(schema)[part];
    schema = objectIn(below);
  }
  return Object.keys(propertiesOf(schema));
}

/** Of a value that may be written in two ways: those of the way that is a map. */
function propertiesOf({ properties, anyOf }: JsonObject): JsonObject {
  if (!Array.isArray(anyOf)) return objectIn(properties);
  return objectIn(anyOf.map(objectIn).find((one) => one["properties"] !== undefined)?.["properties"]);
}

function objectIn(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

function describe(issue: z.core.$ZodIssue, path: ConfigPath, value: unknown): string {
  const subject = path.length === 0 ? "The file" : showPath(path);
  if (value === undefined) return `${subject} is missing. Add it.`;
  if (issue.code === "invalid_type" && !issue.message.startsWith("Invalid input")) return `${subject} ${issue.message}`;
  if (issue.code === "invalid_type") return wrongType(subject, issue.expected, value);
  if (issue.code === "too_small" && (issue.origin === "array" || issue.origin === "string")) {
    return `${subject} is empty. Give it at least one ${issue.origin === "array" ? "entry" : "character"}.`;
  }
  if (issue.code === "invalid_value") {
    return `${subject} is ${JSON.stringify(value)}. Use ${issue.values.map((allowed) => JSON.stringify(allowed)).join(" or ")}.`;
  }
  return `${subject} ${issue.message}`;
}

const TYPES: Readonly<Record<string, string>> = {
  string: "text",
  array: "a list",
  object: "a map",
  number: "a number",
  int: "a whole number",
};

function wrongType(subject: string, expected: string, value: unknown): string {
  const wanted = TYPES[expected] ?? expected;
  const quotable = expected === "string" && (typeof value === "number" || typeof value === "boolean");
  const next = quotable ? "Put it in quotes." : `Write ${wanted}.`;
  return `${subject} is ${typeName(value)}, not ${wanted}. ${next}`;
}

function typeName(value: unknown): string {
  if (value === null) return "left empty";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "boolean") return `the word ${value} without quotes`;
  return TYPES[typeof value] ?? typeof value;
}
