import type { ValuesPlace, ValuesSource } from "../../render/values/index.ts";
import { type Path, toValuesKey } from "../../vocabulary/index.ts";
import type { LintDifference, LintWorld, TracedApplication } from "../traced.ts";
import { valuesFault } from "./fault.ts";
import { isBlank, isWithin, levelOf, tracedLeaves } from "./leaves.ts";
import { valueAt } from "./rendered-texts.ts";

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
  return isRenderedNull(path, subject) && isGivenElsewhere(path, subject, world)
    ? ", so the field that it fills is null, while others of its kind have one"
    : null;
}

function isRenderedNull(path: Path, subject: TracedApplication): boolean {
  const key = toValuesKey(path);
  const traces = tracedLeaves(subject).find((leaf) => toValuesKey(leaf.path) === key)?.traces ?? [];
  return traces.some(({ links }) => links.some((link) => valueAt(subject, link) === null));
}

/** Another item of the same list has a value there, or another environment. */
function isGivenElsewhere(path: Path, subject: TracedApplication, world: LintWorld): boolean {
  const level = levelOf(path);
  return [subject, ...world.elsewhere(subject)].some(({ values }) =>
    values.leaves.some((leaf) => !isBlank(leaf.value) && levelOf(leaf.path.slice(0, path.length)) === level),
  );
}
