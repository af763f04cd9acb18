/** JSON as it is read from a file. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Prose and examples weigh three quarters of the description, and nothing is checked by them. */
const PROSE = new Set(["description", "example", "examples", "title", "summary", "externalDocs", "x-github", "tags"]);

/**
 * The part of an OpenAPI description that the named operations reach, without prose.
 * @throws Error when it describes one of them not at all.
 */
export function cut(description: JsonObject, operationIds: readonly string[]): JsonObject {
  const missing = new Set(operationIds);
  const paths: Record<string, JsonObject> = {};
  for (const [path, item] of Object.entries(objectAt(description, "paths"))) {
    const kept = Object.entries(asObject(item)).filter(([, operation]) =>
      missing.delete(textAt(asObject(operation), "operationId")),
    );
    if (kept.length > 0) paths[path] = withoutProse(Object.fromEntries(kept));
  }
  if (missing.size > 0) throw new Error(`GitHub's description has no ${[...missing].join(", ")}`);
  return {
    openapi: "3.0.3",
    info: { title: "GitHub", version: "cut" },
    paths,
    components: reached(description, paths),
  };
}

/** The components that something kept refers to, directly or through another. */
function reached(description: JsonObject, paths: Json): JsonObject {
  const components: Record<string, Record<string, Json>> = {};
  const waiting = [...references(paths)];
  for (let reference = waiting.pop(); reference !== undefined; reference = waiting.pop()) {
    const [, kind = "", name = ""] = reference.slice(2).split("/");
    const found = components[kind] ?? {};
    components[kind] = found;
    if (found[name] !== undefined) continue;
    const component = withoutProse(objectAt(objectAt(objectAt(description, "components"), kind), name));
    found[name] = component;
    waiting.push(...references(component));
  }
  return components;
}

function* references(value: Json): Generator<string> {
  if (value === null || typeof value !== "object") return;
  for (const [key, child] of Object.entries(value)) {
    if (key === "$ref" && typeof child === "string") yield child;
    else yield* references(child);
  }
}

function withoutProse(value: JsonObject): JsonObject {
  return asObject(strip(value, false));
}

/** A property that is called `description` is no prose. */
function strip(value: Json, named: boolean): Json {
  if (Array.isArray(value)) return value.map((item) => strip(item, false));
  if (value === null || typeof value !== "object") return value;
  const kept = Object.entries(value).filter(([key]) => named || !PROSE.has(key));
  return Object.fromEntries(kept.map(([key, child]) => [key, strip(child, key === "properties" && !named)]));
}

/** Empty where there is no text. */
export function textAt(value: JsonObject, key: string): string {
  const text = value[key];
  return typeof text === "string" ? text : "";
}

function objectAt(value: JsonObject, key: string): JsonObject {
  return asObject(value[key] ?? null);
}

/** @throws Error when it is no object. */
export function asObject(value: Json): JsonObject {
  if (value !== null && typeof value === "object" && !isList(value)) return value;
  throw new Error("GitHub's description has something else where an object was expected");
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
