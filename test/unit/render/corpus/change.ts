import { isJsonObject, type Json, type JsonObject, type Path } from "../../../../src/vocabulary/index.ts";
import { type Fragment, keyOf } from "./fragment.ts";

/** What stands behind a text or key that was changed. */
export const MARK = "q";

/** The values with one leaf changed, as its fragment says or to another value of the same type. */
export function withOther(values: JsonObject, leaf: Path, fragment: Fragment): JsonObject {
  return withValue(values, leaf, (before) => fragment.changes.get(keyOf(leaf)) ?? otherValue(before));
}

/** @throws Error for a value of which there is no other one of its type: its fragment must give one. */
function otherValue(before: Json): Json {
  if (typeof before === "string" && before !== "") return before + MARK;
  if (typeof before === "number") return before + 1;
  if (typeof before === "boolean") return !before;
  throw new Error(`no other value for ${JSON.stringify(before)}`);
}

/** The values with one key renamed. What the chart itself sets is removed by a null, and by nothing else. */
export function withOtherKey(values: JsonObject, path: Path, defaults: JsonObject): JsonObject {
  const copy = structuredClone(values);
  const around = valueAt(copy, path.slice(0, -1));
  const key = path.at(-1);
  if (!isJsonObject(around) || typeof key !== "string" || !Object.hasOwn(around, key)) {
    throw new Error(`no key ${keyOf(path)}`);
  }
  around[key + MARK] = around[key];
  const merged = valueAt(defaults, path) !== undefined && path.every((segment) => typeof segment === "string");
  if (merged) around[key] = null;
  else delete around[key];
  return copy;
}

export function withValue(values: JsonObject, path: Path, change: (before: Json) => Json): JsonObject {
  const copy = structuredClone(values);
  const around = valueAt(copy, path.slice(0, -1));
  const last = path.at(-1);
  if (typeof last === "string" && isJsonObject(around) && Object.hasOwn(around, last)) {
    around[last] = change(around[last] ?? null);
  } else if (typeof last === "object" && Array.isArray(around) && last.index < around.length) {
    around[last.index] = change(around[last.index] ?? null);
  } else throw new Error(`no value at ${keyOf(path)}`);
  return copy;
}

function valueAt(value: Json | undefined, path: Path): Json | undefined {
  return path.reduce<Json | undefined>((at, segment) => {
    if (typeof segment === "string") return isJsonObject(at) ? at[segment] : undefined;
    return Array.isArray(at) ? at[segment.index] : undefined;
  }, value);
}
