import type { ValuesPlace, ValuesSourceKind } from "../../../render/values/index.ts";
import { type Path, toValuesKey } from "../../../vocabulary/index.ts";
import type { LintWorld, TracedApplication } from "../../traced.ts";
import { isBlank, isRead, isUnread, levelOf, type TracedLeaf, tracedLeaves } from "../leaves.ts";
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
const INTENT: readonly ValuesSourceKind[] = ["values-file", "values-object"];

interface PlacedLeaf extends TracedLeaf {
  readonly place: ValuesPlace;
}

/**
 * What no template reads, in no application of any environment that reads the file; each map and list named once.
 * @param known keys of maps that are read elsewhere: of such a map only what is in it is wrong.
 */
export function unreadGroups(subject: TracedApplication, world: LintWorld, known: KnownKeys): readonly UnreadGroup[] {
  const leaves = tracedLeaves(subject);
  const unread = leaves.filter((leaf): leaf is PlacedLeaf => isLost(leaf, world));
  const dead = deadKeys({ subject, leaves, unread, known });
  const groups = Map.groupBy(unread, ({ path }) => toValuesKey(outermost(path, dead)));
  const around = { dead, setElsewhere: keysSet(world.elsewhere(subject)) };
  return mergeItems([...groups.values()].flatMap((group) => groupOf(group, around)));
}

function isLost(leaf: TracedLeaf, world: LintWorld): boolean {
  return isUnread(leaf) && leaf.place !== null && world.isSilentEverywhere(leaf.place.file, leaf.path);
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

interface Around {
  readonly dead: ReadonlySet<string>;
  /** Keys of leaves that other environments set. */
  readonly setElsewhere: ReadonlySet<string>;
}

/** An empty default that nothing reads says nothing, and a default that others override is told of there. */
function groupOf(group: readonly PlacedLeaf[], { dead, setElsewhere }: Around): UnreadGroup[] {
  const intended = group.filter(({ source }) => INTENT.includes(source));
  const defaults = group.filter(
    ({ source, value, path }) => source === "defaults" && !isBlank(value) && !setElsewhere.has(toValuesKey(path)),
  );
  const leaves = intended.length > 0 ? intended : defaults;
  const [first] = leaves.toSorted((a, b) => a.place.file.localeCompare(b.place.file) || a.place.line - b.place.line);
  if (first === undefined) return [];
  const isIntent = intended.length > 0;
  return [{ path: outermost(first.path, dead), place: first.place, isIntent, leaves: leaves.length, items: 1 }];
}

function keysSet(applications: readonly TracedApplication[]): ReadonlySet<string> {
  const leaves = applications.flatMap(({ values }) => values.leaves);
  return new Set(leaves.filter(({ source }) => INTENT.includes(source)).map(({ path }) => toValuesKey(path)));
}

/** The same key in several items of a list is one mistake. */
function mergeItems(groups: readonly UnreadGroup[]): readonly UnreadGroup[] {
  return [...Map.groupBy(groups, ({ path, place }) => JSON.stringify([levelOf(path), place.file])).values()].flatMap(
    ([first, ...more]) => (first === undefined ? [] : [{ ...first, items: 1 + more.length }]),
  );
}

/** Keys of items that a template ranges over are never spoken of by name: what is silent there may be a wrong key. */
export function silentItemKeys(subject: TracedApplication, world: LintWorld): readonly UnreadGroup[] {
  const others = world.elsewhere(subject).map((other) => new Set(readLevels(other)));
  const here = new Set(readLevels(subject));
  const silent = tracedLeaves(subject).filter((leaf): leaf is PlacedLeaf => {
    if (leaf.place === null || !INTENT.includes(leaf.source) || typeof leaf.path.at(-1) !== "string") return false;
    const level = levelOf(leaf.path);
    const isItem = leaf.path.some((segment) => typeof segment !== "string");
    return isItem && isSilent(leaf) && !here.has(level) && !others.some((levels) => levels.has(level));
  });
  return mergeItems(silent.map(({ path, place }) => ({ path, place, isIntent: true, leaves: 1, items: 1 })));
}

function isSilent({ traces }: TracedLeaf): boolean {
  return traces.length > 0 && traces.every(({ outcome }) => outcome === "silent");
}

function readLevels(subject: TracedApplication): string[] {
  const moved = tracedLeaves(subject).filter((leaf) => isRead(leaf) && !isSilent(leaf));
  return moved.map(({ path }) => levelOf(path));
}
