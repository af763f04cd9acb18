import { isMap, isScalar, LineCounter, type Pair, parseDocument, type YAMLMap } from "yaml";
import type { Path } from "../vocabulary/index.ts";

/** Where a key stands in a text, counted from 1. */
export interface KeyPlace {
  readonly line: number;
  readonly column: number;
}

/**
 * Where the key at the end of a path of maps stands in a YAML text; of a key that stands twice the last. Null where the
 * path leads through a list, an alias or a merge key, or is not there.
 */
export function findKey(text: string, path: Path): KeyPlace | null {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: false });
  let node: unknown = document.contents;
  let found: Pair | undefined;
  for (const name of path) {
    if (!isMap(node) || typeof name !== "string") return null;
    found = pairOf(node, name);
    if (found === undefined) return null;
    node = found.value;
  }
  const key = found?.key;
  if (!isScalar(key) || !key.range) return null;
  const { line, col } = counter.linePos(key.range[0]);
  return { line, column: col };
}

function pairOf(map: YAMLMap, name: string): Pair | undefined {
  return map.items.findLast(({ key }) => isScalar(key) && String(key.value) === name);
}
