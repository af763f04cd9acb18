import { isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from "yaml";
import type { Path, PathSegment } from "../vocabulary/index.ts";

/** Where a key stands in a text, counted from 1. */
export interface KeyPlace {
  readonly line: number;
  readonly column: number;
}

/** A key with its value; of a list item both are the item. */
interface Step {
  readonly at: Node | null;
  readonly value: unknown;
}

/**
 * Where the key at the end of a path stands in a YAML text, or the list item; of a key that stands twice the last. Null
 * where the path leads through an alias or a merge key, or is not there.
 */
export function findKey(text: string, path: Path): KeyPlace | null {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: false });
  let step: Step = { at: null, value: document.contents };
  for (const segment of path) step = stepInto(step.value, segment);
  const start = step.at?.range?.[0];
  if (start === undefined) return null;
  const { line, col } = counter.linePos(start);
  return { line, column: col };
}

function stepInto(node: unknown, segment: PathSegment): Step {
  if (typeof segment === "string") return isMap(node) ? keyIn(node, segment) : { at: null, value: null };
  const item = isSeq(node) ? node.items[segment.index] : null;
  return { at: isNode(item) ? item : null, value: item };
}

function keyIn(map: YAMLMap, name: string): Step {
  const pair = map.items.findLast(({ key }) => isScalar(key) && String(key.value) === name);
  return { at: isNode(pair?.key) ? pair.key : null, value: pair?.value };
}
