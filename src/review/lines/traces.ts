import type { LeafTrace, Link, Renderer } from "../../render/index.ts";
import { type Path, toPointer } from "../../vocabulary/index.ts";
import type { ApplicationSides } from "../sides.ts";
import type { ChangedLeaf } from "./changed-leaves.ts";
import type { Side } from "./changed-lines.ts";
import { isWithin, valueIn } from "./paths.ts";

/** Leaves that are probed besides those of the review's own trace. */
const MOST_LEAVES = 100;

/** What probing says of the leaves of one application, on each side. */
export type Traces = Readonly<Record<Side, readonly LeafTrace[]>>;

/**
 * The traces of both sides. An item that goes from the middle of a list, or comes into it, leaves another one at its
 * index, so that comparing values alone does not ask for it: what is still unknown of changed leaves is probed here.
 */
export async function tracesOf(
  { before, after }: ApplicationSides,
  leaves: readonly ChangedLeaf[],
  renderer: Pick<Renderer, "trace">,
): Promise<Traces> {
  const ask = async (side: Side): Promise<readonly LeafTrace[]> => {
    const source = side === "head" ? after : before;
    if (source === null) return [];
    const known = new Set(source.trace.leaves.map(({ leaf }) => toPointer(leaf)));
    const unknown = leaves.filter(({ path, place }) => place.side === side && !known.has(toPointer(path)));
    if (unknown.length === 0) return source.trace.leaves;
    const paths = unknown.slice(0, MOST_LEAVES).map(({ path }) => path);
    const more = await renderer.trace(source.application, source.tree, { of: "leaves", paths });
    // An application that does not render is told of elsewhere.
    return more.ok ? [...source.trace.leaves, ...more.value.leaves] : source.trace.leaves;
  };
  const [base, head] = await Promise.all([ask("base"), ask("head")]);
  return { base, head };
}

/** The fields that a changed leaf moves, by the traces of the sides that have it. */
export function linksOf(leaf: ChangedLeaf, traces: Traces, { before, after }: ApplicationSides): readonly Link[] {
  const { side } = leaf.place;
  const other: Side = side === "head" ? "base" : "head";
  const [otherValues] = side === "head" ? [before?.values.merged] : [after?.values.merged];
  const isNewKey = (path: Path): boolean => otherValues !== undefined && valueIn(otherValues, path) === undefined;
  const own = traces[side].filter(
    (trace) => isTraceOf(trace, leaf) || (isKeyOf(trace, leaf.path) && isNewKey(trace.leaf)),
  );
  const others = leaf.isOnBothSides ? traces[other].filter((trace) => isTraceOf(trace, leaf)) : [];
  return [...own, ...others].flatMap(({ links }) => links);
}

function isTraceOf({ of, leaf }: LeafTrace, { path }: ChangedLeaf): boolean {
  return of === "value" && toPointer(leaf) === toPointer(path);
}

function isKeyOf({ of, leaf }: LeafTrace, path: Path): boolean {
  return of === "key" && isWithin(path, leaf);
}
