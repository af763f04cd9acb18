import { isDeepStrictEqual } from "node:util";
import type { TracedApplication } from "../../lint/index.ts";
import type { ValuesLeaf } from "../../render/index.ts";
import { type Path, toPointer } from "../../vocabulary/index.ts";
import type { BothSides } from "../change.ts";
import { changedLeaves as leavesOnLines } from "../lines/changed-leaves.ts";
import type { ChangedLines, Side } from "../lines/changed-lines.ts";

/**
 * The leaves of an application's merged values in which the sides differ: `after` has those that are new or have another
 * value, `before` those that are gone. A value that only stands elsewhere now has not changed, and of the items of a list,
 * which move when one comes or goes, only those on changed lines have.
 */
export function changedLeaves(
  { before, after }: BothSides<TracedApplication>,
  lines: ChangedLines,
): BothSides<readonly Path[]> {
  const onLines = leavesOnLines(before, after, lines);
  const onSide = (side: Side): readonly Path[] =>
    onLines.filter(({ place }) => place.side === side).map(({ path }) => path);
  const formerly = valuesOf(before);
  const now = valuesOf(after);
  const gone = before.values.leaves.filter((leaf) => !isOnLines(leaf, "base", lines) && !now.has(toPointer(leaf.path)));
  const set = after.values.leaves.filter(
    (leaf) => !isOnLines(leaf, "head", lines) && !isDeepStrictEqual(formerly.get(toPointer(leaf.path)), leaf.value),
  );
  return { before: unique([...onSide("base"), ...pathsOf(gone)]), after: unique([...onSide("head"), ...pathsOf(set)]) };
}

/** True for an item of a list in a file whose changed lines are known. */
function isOnLines({ path, place }: ValuesLeaf, side: Side, lines: ChangedLines): boolean {
  return place !== null && path.some((segment) => typeof segment !== "string") && lines.isSeen(place.file, side);
}

function valuesOf({ values }: TracedApplication): ReadonlyMap<string, unknown> {
  return new Map(values.leaves.map(({ path, value }) => [toPointer(path), value]));
}

function pathsOf(leaves: readonly ValuesLeaf[]): readonly Path[] {
  return leaves.map(({ path }) => path);
}

function unique(paths: readonly Path[]): readonly Path[] {
  return [...new Map(paths.map((path) => [toPointer(path), path])).values()];
}
