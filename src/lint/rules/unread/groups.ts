import type { ValuesPlace, ValuesSourceKind } from "../../../render/values/index.ts";
import { type Path, toValuesKey } from "../../../vocabulary/index.ts";
import type { LintWorld, TracedApplication } from "../../traced.ts";
import { isBlank, isUnread, levelOf, type TracedLeaf, tracedLeaves } from "../leaves.ts";
import { judgeable, type PlacedLeaf, whereUsed } from "./judgeable.ts";
import type { KnownKeys } from "./known-keys.ts";

/** A leaf that nothing reads, or the map or list around it when nothing reads any of it. */
export interface UnreadGroup {
  readonly path: Path;
  /** Where the first of its leaves stands. */
  readonly place: ValuesPlace;
  /** True where the environment says it; false where only the chart's defaults do. */
  readonly isIntent: boolean;
  readonly leaves: number;
  /** How many items of the same list have it. */
  readonly items: number;
}

/** Sources that say what somebody wants here. Parameters are handed to all applications alike, read or not. */
export const INTENT: readonly ValuesSourceKind[] = ["values-file", "values-object"];

/**
 * What no template reads, in no application of any environment that reads the file; each map and list named once.
 * @param known keys of maps that are read elsewhere: of such a map only what is in it is wrong.
 */
export function unreadGroups(subject: TracedApplication, world: LintWorld, known: KnownKeys): readonly UnreadGroup[] {
  const leaves = tracedLeaves(subject);
  const unread = judgeable(subject, leaves).filter(
    (leaf) => isUnread(leaf) && world.isSilentEverywhere(leaf.place.file, leaf.path),
  );
  const dead = deadKeys({ subject, leaves, unread, known });
  const groups = Map.groupBy(unread, ({ path }) => toValuesKey(outermost(path, dead)));
  const setElsewhere = keysSet(world.elsewhere(subject));
  return mergeItems([...groups.values()].flatMap((group) => groupOf(group, dead, setElsewhere)));
}

interface Deadness {
  readonly subject: TracedApplication;
  readonly leaves: readonly TracedLeaf[];
  readonly unread: readonly TracedLeaf[];
  readonly known: KnownKeys;
}

/** Keys of the maps and lists all of whose leaves are unread, and whose own keys nothing reads. */
function deadKeys({ subject, leaves, unread, known }: Deadness): ReadonlySet<string> {
  const all = countByPrefix(leaves);
  const dead = new Set<string>();
  for (const [key, { count, path }] of countByPrefix(unread))
    if (all.get(key)?.count === count && !known.reads(path)) dead.add(key);
  for (const { leaf, outcome, mentioned } of subject.trace.leaves)
    if (mentioned || outcome !== "silent") dead.delete(toValuesKey(leaf));
  return dead;
}

interface Prefix {
  readonly path: Path;
  readonly count: number;
}

function countByPrefix(leaves: readonly TracedLeaf[]): ReadonlyMap<string, Prefix> {
  const counts = new Map<string, Prefix>();
  for (const leaf of leaves)
    for (let length = 1; length <= leaf.path.length; length++) {
      const path = leaf.path.slice(0, length);
      const key = toValuesKey(path);
      counts.set(key, { path, count: (counts.get(key)?.count ?? 0) + 1 });
    }
  return counts;
}

/** The widest map or list around a leaf that is dead as a whole, with everything between. */
function outermost(path: Path, dead: ReadonlySet<string>): Path {
  let length = path.length;
  while (length > 1 && dead.has(toValuesKey(path.slice(0, length - 1)))) length--;
  return path.slice(0, length);
}

/** An empty default that nothing reads says nothing, and a default that others override is told of there. */
function groupOf(
  group: readonly PlacedLeaf[],
  dead: ReadonlySet<string>,
  setElsewhere: ReadonlySet<string>,
): UnreadGroup[] {
  const intended = group.filter(({ source }) => INTENT.includes(source));
  const defaults = group.filter(
    ({ source, value, path }) => source === "defaults" && !isBlank(value) && !setElsewhere.has(toValuesKey(path)),
  );
  const leaves = intended.length > 0 ? intended : defaults;
  const [first] = leaves
    .map(({ path, place }) => ({ path, place: whereUsed(place) }))
    .toSorted((a, b) => a.place.file.localeCompare(b.place.file) || a.place.line - b.place.line);
  if (first === undefined) return [];
  const isIntent = intended.length > 0;
  return [{ path: outermost(first.path, dead), place: first.place, isIntent, leaves: leaves.length, items: 1 }];
}

function keysSet(applications: readonly TracedApplication[]): ReadonlySet<string> {
  const leaves = applications.flatMap(({ values }) => values.leaves);
  return new Set(leaves.filter(({ source }) => INTENT.includes(source)).map(({ path }) => toValuesKey(path)));
}

/** The same key in several items of a list is one mistake. */
export function mergeItems(groups: readonly UnreadGroup[]): readonly UnreadGroup[] {
  return [...Map.groupBy(groups, ({ path, place }) => JSON.stringify([levelOf(path), place.file])).values()].flatMap(
    ([first, ...more]) => (first === undefined ? [] : [{ ...first, items: 1 + more.length }]),
  );
}
