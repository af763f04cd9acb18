import { resourceKey, resourceOf } from "../../vocabulary/index.ts";
import type { DeclaredObject } from "../evidence.ts";
import { isWholeIn } from "../intent/index.ts";
import { STRIMZI } from "../kafka-kinds.ts";
import type { Change, DeclaredIntent } from "../system.ts";
import { isKept } from "./kept.ts";

/** A resource that git declared before the change, and still does. */
export interface Pair {
  readonly before: DeclaredObject;
  readonly after: DeclaredObject;
}

/** The resources of a kind of Strimzi's that are there before and after. */
export function pairsOf(kind: string, { before, after }: Change): readonly Pair[] {
  const now = byKey(kind, after);
  return [...byKey(kind, before)].flatMap(([key, one]) => {
    const other = now.get(key);
    return other === undefined ? [] : [{ before: one, after: other }];
  });
}

/** The resources of a kind of Strimzi's that git surely declares no longer, and that no deployer is told to keep. */
export function removedOf(kind: string, { before, after }: Change): readonly DeclaredObject[] {
  const now = byKey(kind, after);
  return [...byKey(kind, before)].flatMap(([key, one]) =>
    now.has(key) || isKept(one.object) || !isWholeIn(one.object.metadata.namespace, after) ? [] : [one],
  );
}

/** The last one counts where two have the same name. */
function byKey(kind: string, { declared }: DeclaredIntent): ReadonlyMap<string, DeclaredObject> {
  return new Map(declared.of(STRIMZI, kind).map((one) => [resourceKey(resourceOf(one.object)), one]));
}
