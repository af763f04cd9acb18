import { isJsonObject, type JsonObject } from "../../../src/vocabulary/index.ts";

/** The value at a path, undefined where there is none. */
export function pick(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((at, key) => {
    if (Array.isArray(at)) return at[Number(key)];
    return isJsonObject(at) ? at[String(key)] : undefined;
  }, value);
}

/** The list at a path, empty where there is none. */
export function list(value: unknown, ...path: readonly (string | number)[]): unknown[] {
  const found = pick(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The string at a path; a test fails where there is none. */
export function text(value: unknown, ...path: readonly (string | number)[]): string {
  const found = pick(value, ...path);
  if (typeof found !== "string")
    throw new Error(`expected a string at ${path.join(".")}, found ${JSON.stringify(found)}`);
  return found;
}

/** The number at a path; a test fails where there is none. */
export function number(value: unknown, ...path: readonly (string | number)[]): number {
  const found = pick(value, ...path);
  if (typeof found !== "number")
    throw new Error(`expected a number at ${path.join(".")}, found ${JSON.stringify(found)}`);
  return found;
}

export function ofKind(objects: readonly JsonObject[], kind: string): JsonObject[] {
  return objects.filter((object) => object["kind"] === kind);
}

/** The only object of a kind; a test fails where there is another number of them. */
export function only(objects: readonly JsonObject[], kind: string, name?: string): JsonObject {
  const found = ofKind(objects, kind).filter((object) => name === undefined || nameOf(object) === name);
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Error(`expected one ${kind}, found ${found.length}`);
  return first;
}

/** The kind of an object; a test fails where it has none. */
export function kindOf(object: JsonObject): string {
  return text(object, "kind");
}

export function nameOf(object: JsonObject): string {
  return text(object, "metadata", "name");
}
