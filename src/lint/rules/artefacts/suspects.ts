import { isJsonObject, type Json, toValuesKey } from "../../../vocabulary/index.ts";
import type { TracedApplication } from "../../traced.ts";
import { fieldKey } from "../rendered-texts.ts";
import { goKeys, goText } from "./go-text.ts";

/** What an application's values could have left in a rendered text, had a template printed it with Go. */
export interface Suspects {
  /** The key that Go prints first, of each map. */
  readonly firstKeys: ReadonlySet<string>;
  /** Each list of two or more scalars as Go prints it. */
  readonly lists: readonly string[];
  /** Fields that a null, an empty map or an item of a list moves, by `fieldKey`. */
  readonly moved: ReadonlySet<string>;
  /** The texts of the values: whoever writes such a thing there means it. */
  readonly texts: readonly string[];
}

export function suspectsOf({ values, trace }: TracedApplication): Suspects {
  const parts = partsOf(values.merged);
  const odd = values.leaves.filter(
    ({ path, value }) => value === null || typeof value === "object" || path.some((one) => typeof one !== "string"),
  );
  const keys = new Set(odd.map(({ path }) => toValuesKey(path)));
  const traces = trace.leaves.filter(({ leaf }) => keys.has(toValuesKey(leaf)));
  return {
    firstKeys: new Set(parts.filter(isJsonObject).flatMap((map) => goKeys(map).slice(0, 1))),
    lists: parts.filter(isPlainList).map(goText),
    moved: new Set(traces.flatMap(({ links }) => links.map(fieldKey))),
    texts: parts.filter((part) => typeof part === "string"),
  };
}

/** Every map, list and scalar of the values. */
function partsOf(value: Json | undefined): Json[] {
  if (value === undefined) return [];
  const below = typeof value === "object" && value !== null ? Object.values(value) : [];
  return [value, ...below.flatMap(partsOf)];
}

function isPlainList(value: Json): boolean {
  return Array.isArray(value) && value.length > 1 && value.every((item) => typeof item !== "object");
}
