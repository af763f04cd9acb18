import type { z } from "zod";
import { isJsonObject, type JsonObject } from "../vocabulary/index.ts";
import { type ConfigPath, type Fault, showPath, valueAt } from "./fault.ts";
import { configJsonSchema } from "./json-schema.ts";
import { nearest } from "./near-miss.ts";

/** Says in sentences what the schema refuses. */
export function schemaFaults(issues: readonly z.core.$ZodIssue[], data: unknown): readonly Fault[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map((part) => (typeof part === "number" ? part : String(part)));
    if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(path, key));
    return [{ path, at: "value" as const, message: describe(issue, path, valueAt(data, path)) }];
  });
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
    const below = typeof part === "number" ? schema["items"] : objectIn(schema["properties"])[part];
    schema = objectIn(below);
  }
  return Object.keys(objectIn(schema["properties"]));
}

function objectIn(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

function describe(issue: z.core.$ZodIssue, path: ConfigPath, value: unknown): string {
  const subject = path.length === 0 ? "The file" : showPath(path);
  if (value === undefined) return `${subject} is missing. Add it.`;
  if (issue.code === "invalid_type") return wrongType(subject, issue.expected, value);
  if (issue.code === "too_small") {
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
