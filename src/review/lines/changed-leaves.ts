import { isDeepStrictEqual } from "node:util";
import type { TracedApplication } from "../../lint/index.ts";
import type { ValuesLeaf } from "../../render/index.ts";
import { type Json, type Path, toPointer } from "../../vocabulary/index.ts";
import type { ChangedLines, LinePlace, Side } from "./changed-lines.ts";
import { keyLineOf } from "./key-line.ts";
import { hasIndex, isWithin, textOfFile, valueIn } from "./paths.ts";

/** A leaf of the merged values that the change sets otherwise, with the line that does so. */
export interface ChangedLeaf {
  /** In the merged values of the line's side. */
  readonly path: Path;
  readonly place: LinePlace;
  /** What is new or gone with it: the leaf itself, or the key of a map around it. */
  readonly key: Path;
  readonly before?: Json;
  readonly after?: Json;
  /** False for an item that has no like on the other side: there, another one may stand at the same index. */
  readonly isOnBothSides: boolean;
}

interface Sides {
  readonly before: TracedApplication;
  readonly after: TracedApplication;
  readonly lines: ChangedLines;
}

/**
 * The leaves in which an application's merged values differ, each on the line that causes it: the head's where it is
 * changed, else the base's. Items of a list move when one is inserted, so of them only what stands on a changed line counts.
 */
export function changedLeaves(
  before: TracedApplication,
  after: TracedApplication,
  lines: ChangedLines,
): readonly ChangedLeaf[] {
  const sides = { before, after, lines };
  const formerly = leavesByPointer(before);
  const now = leavesByPointer(after);
  const set = after.values.leaves.flatMap((leaf) => setLeaf(leaf, formerly.get(toPointer(leaf.path)), sides));
  const gone = before.values.leaves.flatMap((leaf) => goneLeaf(leaf, now.get(toPointer(leaf.path)), sides));
  return [...set, ...gone.filter((leaf) => !isCovered(leaf, set))];
}

function leavesByPointer({ values }: TracedApplication): ReadonlyMap<string, ValuesLeaf> {
  return new Map(values.leaves.map((leaf) => [toPointer(leaf.path), leaf]));
}

function setLeaf(leaf: ValuesLeaf, was: ValuesLeaf | undefined, sides: Sides): ChangedLeaf[] {
  const head = lineOf(leaf, "head", sides);
  if (hasIndex(leaf.path)) return head === null ? [] : setItem(leaf, was, { head, sides });
  const { path, value: after } = leaf;
  if (was !== undefined && isDeepStrictEqual(was.value, after)) return [];
  const before = was === undefined ? valueIn(sides.before.values.merged, path) : was.value;
  const told = { path, ...(before !== undefined && { before }), after, isOnBothSides: before !== undefined };
  const exact = head ?? (was === undefined ? null : lineOf(was, "base", sides));
  if (exact !== null) return [{ ...told, place: exact, key: path }];
  const around = was === undefined ? keyLineOf(leaf, "head", sides) : null;
  if (around !== null) return [{ ...told, ...around }];
  const unseen = unseenLine(leaf, "head", sides) ?? (was === undefined ? null : unseenLine(was, "base", sides));
  return unseen === null ? [] : [{ ...told, place: unseen, key: path }];
}

interface ItemContext {
  readonly head: LinePlace;
  readonly sides: Sides;
}

function setItem(
  { path, value: after }: ValuesLeaf,
  was: ValuesLeaf | undefined,
  { head, sides }: ItemContext,
): ChangedLeaf[] {
  const isPaired = was !== undefined && lineOf(was, "base", sides) !== null;
  if (!isPaired) return [{ path, place: head, key: path, after, isOnBothSides: false }];
  if (isDeepStrictEqual(was.value, after)) return [];
  return [{ path, place: head, key: path, before: was.value, after, isOnBothSides: true }];
}

function goneLeaf(leaf: ValuesLeaf, now: ValuesLeaf | undefined, sides: Sides): ChangedLeaf[] {
  const { path, value: before } = leaf;
  const isItem = hasIndex(path);
  // What is there on both sides is told of the head.
  if (now !== undefined && (!isItem || lineOf(now, "head", sides) !== null)) return [];
  const told = { path, before, isOnBothSides: false };
  const exact = lineOf(leaf, "base", sides);
  if (exact !== null) return [{ ...told, place: exact, key: path }];
  if (isItem) return [];
  const around = keyLineOf(leaf, "base", sides);
  if (around !== null) return [{ ...told, ...around }];
  const unseen = unseenLine(leaf, "base", sides);
  return unseen === null ? [] : [{ ...told, place: unseen, key: path }];
}

/** A map or list that gave way to one value, or the reverse, is told once: by what stands there now. */
function isCovered({ path }: ChangedLeaf, set: readonly ChangedLeaf[]): boolean {
  return set.some((leaf) => (leaf.isOnBothSides && isWithin(path, leaf.path)) || isWithin(leaf.path, path));
}

function lineOf({ place }: ValuesLeaf, side: Side, { before, after, lines }: Sides): LinePlace | null {
  if (place === null) return null;
  return lines.of(place, side, textOfFile(side === "head" ? after : before, place.file));
}

function unseenLine({ place }: ValuesLeaf, side: Side, { lines }: Sides): LinePlace | null {
  return place === null ? null : lines.unseen(place.file, side, place.line);
}
