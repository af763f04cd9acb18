import { isDeepStrictEqual } from "node:util";
import type { ApplicationValues } from "../../render/index.ts";
import { type Path, toPointer } from "../../vocabulary/index.ts";
import type { BothSides } from "../change.ts";

/**
 * The leaves of an application's merged values in which the sides differ: `after` has those that are new or have another
 * value, `before` those that are gone. A value that only stands elsewhere now has not changed.
 */
export function changedLeaves({ before, after }: BothSides<ApplicationValues>): BothSides<readonly Path[]> {
  const formerly = valuesOf(before);
  const now = valuesOf(after);
  return {
    before: before.leaves.filter(({ path }) => !now.has(toPointer(path))).map(({ path }) => path),
    after: after.leaves
      .filter(({ path, value }) => !isDeepStrictEqual(formerly.get(toPointer(path)), value))
      .map(({ path }) => path),
  };
}

function valuesOf({ leaves }: ApplicationValues): ReadonlyMap<string, unknown> {
  return new Map(leaves.map(({ path, value }) => [toPointer(path), value]));
}
