import type { LeafTrace, Renderer, Trace, TraceWish } from "../../render/index.ts";
import { type Path, type Reading, read, toPointer } from "../../vocabulary/index.ts";
import type { BothSides } from "../change.ts";
import type { ChangedLines } from "../lines/changed-lines.ts";
import { changedLeaves } from "./leaves.ts";
import type { RenderedSide, ValuedSide } from "./side.ts";
import type { TemplateChange } from "./template-changes.ts";
import { pathsSpokenOf } from "./value-chains.ts";

/** Changed leaves of one application that are probed; of a change that is larger than anybody reads, the first. */
const MOST_LEAVES = 300;

export const NOTHING_TRACED: Trace = { leaves: [], cost: { leaves: 0, renders: 0, seconds: 0, cached: false } };

/** The traces of both sides, and what was left out of them. */
export interface TracedSides extends BothSides<Trace> {
  /** One clause each. */
  readonly notes: readonly string[];
}

/** What git says about the change that reaches an application. */
export interface WhatChanged {
  readonly lines: ChangedLines;
  readonly templates: TemplateChange;
}

/**
 * Which fields the changed leaves move, and whether anything still reads those that changed lines of templates spoke of.
 * Where nothing seems to read one of them, all leaves of both sides are asked: only then can it be told what the change
 * alone has done. What cannot be traced is compared all the same.
 */
export async function traceBoth(
  { before, after }: BothSides<ValuedSide>,
  { lines, templates }: WhatChanged,
  renderer: Renderer,
): Promise<TracedSides> {
  const changed = changedLeaves({ before, after }, lines);
  const own = withNotes(
    await Promise.all([
      traceLeaves(before, [...changed.before, ...pathsSpokenOf(pathsOf(before), templates.added)], renderer),
      traceLeaves(after, [...changed.after, ...pathsSpokenOf(pathsOf(after), templates.removed)], renderer),
    ]),
    [...tooMany(changed.before, before), ...tooMany(changed.after, after)],
  );
  if (!templates.isOpen && !hasUnread(own.before) && !hasUnread(own.after)) return own;
  const all = withNotes(await Promise.all([traceUnread(before, renderer), traceUnread(after, renderer)]), own.notes);
  return { before: merge(own.before, all.before), after: merge(own.after, all.after), notes: all.notes };
}

/** The trace of an application that one side alone declares: where it is new, every value is. */
export async function traceOne(
  { before, after }: BothSides<ValuedSide | null>,
  renderer: Renderer,
): Promise<TracedSides> {
  const nothing = read(NOTHING_TRACED);
  if (after === null || before !== null) return withNotes([nothing, nothing], []);
  return withNotes([nothing, await traceUnread(after, renderer)], []);
}

/** Both traces; of one that failed nothing, and a note that says why. */
function withNotes([before, after]: readonly [Reading<Trace>, Reading<Trace>], notes: readonly string[]): TracedSides {
  const failed = [before, after].flatMap((one) =>
    one.ok ? [] : [`${one.failure.what}: values were not traced, ${one.failure.why}`],
  );
  return {
    before: before.ok ? before.value : NOTHING_TRACED,
    after: after.ok ? after.value : NOTHING_TRACED,
    notes: [...new Set([...notes, ...failed])],
  };
}

function pathsOf({ values }: ValuedSide): readonly Path[] {
  return values.leaves.map(({ path }) => path);
}

function traceUnread({ application, tree }: RenderedSide, renderer: Renderer): Promise<Reading<Trace>> {
  return renderer.trace(application, tree, { of: "unread" });
}

async function traceLeaves(
  { application, tree }: RenderedSide,
  paths: readonly Path[],
  renderer: Renderer,
): Promise<Reading<Trace>> {
  if (paths.length === 0) return read(NOTHING_TRACED);
  const wish: TraceWish = { of: "leaves", paths: paths.slice(0, MOST_LEAVES) };
  return renderer.trace(application, tree, wish);
}

function hasUnread({ leaves }: Trace): boolean {
  return leaves.some(({ of, outcome, mentioned }) => of === "value" && outcome === "silent" && !mentioned);
}

/** What was asked of a leaf by itself says more than what was asked of all. */
function merge(own: Trace, all: Trace): Trace {
  const known = new Set(own.leaves.map(keyOf));
  return {
    leaves: [...own.leaves, ...all.leaves.filter((leaf) => !known.has(keyOf(leaf)))],
    cost: {
      leaves: own.cost.leaves + all.cost.leaves,
      renders: own.cost.renders + all.cost.renders,
      seconds: own.cost.seconds + all.cost.seconds,
      cached: own.cost.cached && all.cost.cached,
    },
  };
}

function keyOf({ leaf, of }: LeafTrace): string {
  return `${of} ${toPointer(leaf)}`;
}

function tooMany(changed: readonly Path[], { application }: RenderedSide): readonly string[] {
  if (changed.length <= MOST_LEAVES) return [];
  return [`${application.name}: ${changed.length} values differ, and only the first ${MOST_LEAVES} were traced`];
}
