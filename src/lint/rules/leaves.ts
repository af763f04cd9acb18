import type { LeafTrace } from "../../render/probing/index.ts";
import type { ValuesLeaf } from "../../render/values/index.ts";
import { type Json, type Path, type PathSegment, toValuesKey } from "../../vocabulary/index.ts";
import type { TracedApplication } from "../traced.ts";

/** A leaf with what probing found out about it: about its value, and about its key where that was probed. */
export interface TracedLeaf extends ValuesLeaf {
  readonly traces: readonly LeafTrace[];
}

/** Every leaf of an application's merged values. */
export function tracedLeaves({ values, trace }: TracedApplication): readonly TracedLeaf[] {
  const traces = Map.groupBy(trace.leaves, ({ leaf }) => toValuesKey(leaf));
  return values.leaves.map((leaf) => ({ ...leaf, traces: traces.get(toValuesKey(leaf.path)) ?? [] }));
}

/** True when some template is known to read the leaf. */
export function isRead({ traces }: TracedLeaf): boolean {
  return traces.some(readsIt);
}

/** True when every probe of the leaf was made, and nothing came of any. A leaf that nobody probed is neither read nor unread. */
export function isUnread({ traces }: TracedLeaf): boolean {
  const value = traces.filter(({ of }) => of === "value");
  return value.length > 0 && value.every(({ outcome }) => outcome === "silent") && !traces.some(readsIt);
}

function readsIt({ outcome, mentioned }: LeafTrace): boolean {
  return mentioned || outcome === "moves" || outcome === "refused" || outcome === "dormant";
}

/** The same text for all items of a list: `topics[*].name`. */
export function levelOf(path: Path): string {
  return JSON.stringify(path.map((segment) => (typeof segment === "string" ? segment : 0)));
}

/** True when the one path is the other, or leads into it. */
export function isWithin(path: Path, around: Path): boolean {
  return around.length <= path.length && around.every((segment, index) => isSame(segment, path[index]));
}

function isSame(segment: PathSegment, other: PathSegment | undefined): boolean {
  if (typeof segment === "string" || other === undefined || typeof other === "string") return segment === other;
  return segment.index === other.index;
}

/** Null, empty text, an empty map or an empty list: what a chart says where it has nothing to say. */
export function isBlank(value: Json): boolean {
  return value === null || value === "" || (typeof value === "object" && Object.keys(value).length === 0);
}
