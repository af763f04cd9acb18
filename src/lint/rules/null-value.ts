import type { ValuesPlace, ValuesSource } from "../../render/values/index.ts";
import { type Path, toValuesKey } from "../../vocabulary/index.ts";
import type { LintDifference, LintWorld, TracedApplication } from "../traced.ts";
import { valuesFault } from "./fault.ts";
import { isBlank, isRead, isWithin, levelOf, tracedLeaves } from "./leaves.ts";

/** A key with nothing behind it. A `null` or `~` that somebody wrote is meant: it is how Helm takes a default away. */
interface EmptyKey {
  readonly path: Path;
  readonly place: ValuesPlace;
  readonly weaker: readonly ValuesSource[];
}

/** Keys of an environment that were left without a value where one was meant. */
export function nullValues(subject: TracedApplication, world: LintWorld): readonly LintDifference[] {
  return emptyKeys(subject).flatMap((empty) => {
    const why = evidence(empty, subject, world);
    if (why === null) return [];
    const { path, place } = empty;
    const statement = `${toValuesKey(path)} has no value${why}: give it one, or write null if that is meant`;
    return [valuesFault(subject, { reason: "null-value", path, place, statement })];
  });
}

function emptyKeys({ values: { sources, leaves } }: TracedApplication): readonly EmptyKey[] {
  const set = new Set(leaves.filter(({ value }) => value !== null).map(({ path }) => toValuesKey(path)));
  return sources.flatMap((source, index) => {
    if (source.kind !== "values-file" && source.kind !== "values-object") return [];
    const weaker = sources.slice(0, index);
    const stronger = sources.slice(index + 1);
    return source.leaves.flatMap(({ path, value, place }) => {
      const isOpen = value === null && place !== null && isEmptyText(place) && !set.has(toValuesKey(path));
      return isOpen && !stronger.some((one) => one.leaves.some((leaf) => isWithin(leaf.path, path)))
        ? [{ path, place, weaker }]
        : [];
    });
  });
}

/** An empty value stands where its key does. */
function isEmptyText({ line, column, keyLine, keyColumn }: ValuesPlace): boolean {
  return line === keyLine && column === keyColumn;
}

/** Why a value was meant; null where nothing speaks for it. */
function evidence({ path, weaker }: EmptyKey, subject: TracedApplication, world: LintWorld): string | null {
  const said = weaker.toReversed().find(({ leaves }) => leaves.some((leaf) => isWithin(leaf.path, path)));
  const defaults = said?.leaves.filter((leaf) => isWithin(leaf.path, path)) ?? [];
  if (defaults.some(({ value }) => !isBlank(value))) return ", which takes its default away";
  if (defaults.length > 0) return null;
  return isReadHere(path, subject) && isGivenElsewhere(path, subject, world)
    ? ", while others of its kind have one"
    : null;
}

/** What nothing reads is told of as such. */
function isReadHere(path: Path, subject: TracedApplication): boolean {
  const key = toValuesKey(path);
  return tracedLeaves(subject).some((leaf) => toValuesKey(leaf.path) === key && isRead(leaf));
}

/** Another item of the same list has a single value there, or another environment. A map may be left without fields on purpose. */
function isGivenElsewhere(path: Path, subject: TracedApplication, world: LintWorld): boolean {
  const level = levelOf(path);
  return [subject, ...world.elsewhere(subject)].some(({ values }) =>
    values.leaves.some(({ value, path: other }) => !isBlank(value) && levelOf(other) === level),
  );
}
