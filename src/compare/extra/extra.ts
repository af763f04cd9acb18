import {
  type Attribution,
  type Difference,
  type KubernetesObject,
  resourceKey,
  resourceOf,
} from "../../vocabulary/index.ts";
import type { FieldManager } from "../deployer.ts";
import type { TrackingMark } from "../local/index.ts";
import { attributionOf, ownersOf } from "../ownership/index.ts";
import { belongsToOthers } from "./not-ours.ts";
import { isTracked, type TrackedApplication } from "./tracked.ts";

export interface ExtraInput {
  /** Everything of the looked-at kinds and namespaces that the cluster has. */
  readonly live: Iterable<KubernetesObject>;
  /** The keys (`resourceKey`) of everything that any rendering declares, hooks included. */
  readonly declared: ReadonlySet<string>;
  /** Those that the last-synced revision declared, where that is known: dropped since, they are pending, not extra. */
  readonly before: ReadonlySet<string>;
  readonly tracking: TrackingMark;
  readonly applications: readonly TrackedApplication[];
  readonly deployers: readonly FieldManager[];
}

/**
 * Live objects that carry the mark of one of the environment's applications and that no rendering declares. What a
 * controller made, what belongs to another object and what holds data is never extra.
 */
export function findExtras(input: ExtraInput): Difference[] {
  const { declared, before } = input;
  const found: Difference[] = [];
  for (const object of input.live) {
    const key = resourceKey(resourceOf(object));
    if (declared.has(key) || !isTracked(object, input) || belongsToOthers(object)) continue;
    found.push(extra(object, { dropped: before.has(key), deployers: input.deployers }));
  }
  return found;
}

function extra(live: KubernetesObject, how: { dropped: boolean; deployers: readonly FieldManager[] }): Difference {
  return {
    kind: how.dropped ? "pending" : "extra",
    layer: "cluster",
    resource: resourceOf(live),
    path: [],
    live,
    attribution: makerOf(live, how.deployers),
    reason: how.dropped ? "dropped-from-git" : null,
    detail: null,
  };
}

/** A controller that only added its marks did not make the object. */
function makerOf(live: KubernetesObject, deployers: readonly FieldManager[]): Attribution | null {
  const owners = ownersOf(live, deployers).within();
  return attributionOf(owners.filter(({ role }) => role !== "controller")) ?? attributionOf(owners);
}
