import { type Json, type Path, toValuesKey } from "../../../vocabulary/index.ts";
import type { LintDifference, LintWorld, TracedApplication } from "../../traced.ts";
import { valuesFault } from "../fault.ts";
import { levelOf } from "../leaves.ts";
import { piecesOf } from "./other-type.ts";

/**
 * Items that hold several items in one text, `["a,b"]`. Commas are common, so each piece has to be a text of its own
 * elsewhere in the values, and one of them an item of the same list or of its like.
 */
export function joinedItems(subject: TracedApplication, world: LintWorld): readonly LintDifference[] {
  const known = knownTexts([subject, ...world.elsewhere(subject)]);
  return subject.values.leaves.flatMap(({ path, value, place, source }) => {
    const pieces = piecesOf(value);
    const isIntent = source === "values-file" || source === "values-object";
    if (!isIntent || place === null || typeof path.at(-1) === "string" || pieces.length < 2) return [];
    if (!known.areItems(path, pieces)) return [];
    const statement = `${toValuesKey(path)} is one item with commas, but each piece of it is an item elsewhere: write each as an item of its own`;
    return [valuesFault(subject, { reason: "joined-list", path, place, statement })];
  });
}

interface KnownTexts {
  /** True when all pieces are texts of the values, and at least one an item at the same level. */
  areItems(path: Path, pieces: readonly string[]): boolean;
}

function knownTexts(applications: readonly TracedApplication[]): KnownTexts {
  const texts = new Set<Json>();
  const items = new Set<string>();
  for (const { values } of applications)
    for (const { path, value } of [...values.leaves, ...values.sources.flatMap(({ leaves }) => leaves)]) {
      texts.add(value);
      items.add(JSON.stringify([levelOf(path), value]));
    }
  return {
    areItems: (path, pieces) =>
      pieces.every((piece) => texts.has(piece)) &&
      pieces.some((piece) => items.has(JSON.stringify([levelOf(path), piece]))),
  };
}
