import type { Json, JsonObject, Path } from "../../vocabulary/index.ts";
import { assign, type PlacedYaml, type YamlPlace } from "../yaml/index.ts";
import type { ValuesPlace, ValuesSource } from "./values.ts";

/** A value of one source with everything below it. */
export interface ValuesNode {
  readonly value: Json;
  readonly place: ValuesPlace | null;
  /** The fields of a map; null for anything else. */
  readonly entries: ReadonlyMap<string, ValuesNode> | null;
  /** The items of a list; null for anything else. */
  readonly items: readonly ValuesNode[] | null;
}

/** The place of an entry or item, by the map or list that holds it. */
export type PlaceOf = (container: object, key: string | number) => ValuesPlace | null;

/** The value with a place for everything in it. */
export function nodeOf(value: Json, place: ValuesPlace | null, placeOf: PlaceOf): ValuesNode {
  if (typeof value !== "object" || value === null) return { value, place, entries: null, items: null };
  if (Array.isArray(value)) {
    const items = value.map((item, index) => nodeOf(item, placeOf(value, index), placeOf));
    return { value, place, entries: null, items };
  }
  const entries = new Map<string, ValuesNode>();
  for (const [key, field] of Object.entries(value)) {
    entries.set(key, nodeOf(field ?? null, placeOf(value, key), placeOf));
  }
  return { value, place, entries, items: null };
}

/** A map of values that stands in a file, `line` lines below the file's start. */
export function nodeOfYaml(yaml: PlacedYaml, values: JsonObject, where: { file: string; line: number }): ValuesNode {
  return nodeOf(values, null, (container, key) => {
    const place = yaml.placeOf(container, key);
    return place === null ? null : inFile(place, where);
  });
}

export function inFile({ value, key, through }: YamlPlace, where: { file: string; line: number }): ValuesPlace {
  return {
    file: where.file,
    line: value.line + where.line,
    column: value.column,
    keyLine: key.line + where.line,
    keyColumn: key.column,
    through: through === null ? null : { line: through.line + where.line, column: through.column },
  };
}

export const EMPTY: ValuesNode = { value: {}, place: null, entries: new Map(), items: null };

/** Maps are merged, anything else of the second replaces what the first has. */
export function mergeNodes(below: ValuesNode, above: ValuesNode): ValuesNode {
  if (below.entries === null || above.entries === null) return above;
  const entries = new Map(below.entries);
  for (const [key, node] of above.entries) {
    const known = entries.get(key);
    entries.set(key, known === undefined ? node : mergeNodes(known, node));
  }
  const value: JsonObject = {};
  for (const [key, node] of entries) assign(value, key, node.value);
  return { value, place: above.place ?? below.place, entries, items: null };
}

/** What stands at a path; undefined for nothing. */
export function nodeAt(root: ValuesNode, path: Path): ValuesNode | undefined {
  let node: ValuesNode | undefined = root;
  for (const step of path) {
    node = typeof step === "string" ? node?.entries?.get(step) : node?.items?.[step.index];
  }
  return node;
}

/** Every leaf that stands in a source: scalars, nulls, empty maps and empty lists. `path` is where its root stands. */
export function leavesOfSource(root: ValuesNode, path: Path): ValuesSource["leaves"] {
  const found: ValuesSource["leaves"][number][] = [];
  const visit = (node: ValuesNode, above: Path): void => {
    for (const [key, field] of node.entries ?? []) visit(field, [...above, key]);
    for (const [index, item] of (node.items ?? []).entries()) visit(item, [...above, { index, key: null }]);
    const isLeaf = (node.entries?.size ?? node.items?.length ?? 0) === 0;
    if (isLeaf && node !== root) found.push({ path: above, value: node.value, place: node.place });
  };
  visit(root, path);
  return found;
}
