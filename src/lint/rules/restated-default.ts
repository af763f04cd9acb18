import { isDeepStrictEqual } from "node:util";
import type { ValuesPlace, ValuesSource } from "../../render/values/index.ts";
import { type Json, type Path, toValuesKey } from "../../vocabulary/index.ts";
import type { LintDifference, TracedApplication } from "../traced.ts";
import { valuesFault } from "./fault.ts";
import { isUnread, isWithin, tracedLeaves } from "./leaves.ts";

/** A leaf, or a whole list: Helm replaces lists, so one equal item restates nothing. */
interface Entry {
  readonly path: Path;
  readonly place: ValuesPlace | null;
  /** The values of its leaves by their keys. */
  readonly values: Readonly<Record<string, Json>>;
}

/** Values of an environment's file that say what the next weaker source says anyway. What nothing reads is told of as such. */
export function restatedDefaults(subject: TracedApplication): readonly LintDifference[] {
  const { sources } = subject.values;
  const unread = new Set(
    tracedLeaves(subject)
      .filter(isUnread)
      .map(({ path }) => toValuesKey(path)),
  );
  return sources.flatMap((source, index) => {
    if (source.kind !== "values-file" || source.file === null) return [];
    const weaker = sources.slice(0, index).toReversed();
    const stronger = sources.slice(index + 1);
    return entriesOf(source)
      .filter(({ values }) => Object.entries(values).some(([key, value]) => value !== null && !unread.has(key)))
      .filter(({ path }) => !stronger.some(says(path)))
      .flatMap((entry) => {
        const below = weaker.find(says(entry.path));
        return below !== undefined && restates(entry, below) ? [fault(subject, entry, below)] : [];
      });
  });
}

function says(path: Path): (source: ValuesSource) => boolean {
  return ({ leaves }) => leaves.some((leaf) => isWithin(leaf.path, path) || isWithin(path, leaf.path));
}

function restates({ path, values }: Entry, below: ValuesSource): boolean {
  return isDeepStrictEqual(values, valuesOf(below.leaves.filter((leaf) => isWithin(leaf.path, path))));
}

function entriesOf({ leaves }: ValuesSource): readonly Entry[] {
  const groups = Map.groupBy(leaves, ({ path }) => toValuesKey(entryPath(path)));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [{ path: entryPath(first.path), place: first.place, values: valuesOf(group) }];
  });
}

function valuesOf(leaves: ValuesSource["leaves"]): Readonly<Record<string, Json>> {
  return Object.fromEntries(leaves.map(({ path, value }) => [toValuesKey(path), value]));
}

function entryPath(path: Path): Path {
  const list = path.findIndex((segment) => typeof segment !== "string");
  return list < 0 ? path : path.slice(0, list);
}

function fault(subject: TracedApplication, { path, place }: Entry, below: ValuesSource): LintDifference {
  const whose = below.file === null ? "the chart's default" : `what ${below.file} says`;
  return valuesFault(subject, {
    reason: "restated-default",
    path,
    place,
    statement: `${toValuesKey(path)} repeats ${whose}: it may go`,
  });
}
