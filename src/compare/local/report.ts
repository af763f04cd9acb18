import type { Attribution, Difference, FindingKind, Json, Path, Reason } from "../../vocabulary/index.ts";
import { attributionOf, type Owner } from "../ownership/index.ts";
import { sameJson } from "../values/index.ts";
import type { Comparison } from "./comparison.ts";
import type { Place } from "./place.ts";
import { valueAt } from "./value-at.ts";

/** The two sides at a place; undefined where a side has nothing. */
export interface Sides {
  readonly desired: Json | undefined;
  readonly live: Json | undefined;
}

interface Verdict {
  readonly kind: FindingKind;
  readonly reason?: Reason;
  readonly attribution?: Attribution | null;
  readonly detail?: string;
}

/** A difference at a path. Null sides are kept as they are, absent ones are left out. */
export function differenceAt(comparison: Comparison, path: Path, found: Verdict & Sides): Difference {
  const { desired, live } = found;
  return {
    kind: found.kind,
    layer: "cluster",
    resource: comparison.resource,
    path,
    ...(desired === undefined ? {} : { desired }),
    ...(live === undefined ? {} : { live }),
    attribution: found.attribution ?? null,
    reason: found.reason ?? null,
    detail: found.detail ?? null,
  };
}

/** Who wrote the live value last: who owns exactly this place, else who owns something below it. */
export function writerOf({ owners }: Place): Attribution | null {
  return attributionOf(owners.holders()) ?? attributionOf(owners.within());
}

export function humansOf(owners: readonly Owner[]): Owner[] {
  return owners.filter(({ role }) => role === "human");
}

/** True when the API server says that applying git would leave this place as it is. */
export function appliedAlready({ server, live }: Comparison, { path }: Place): boolean {
  if (server.applied === null) return false;
  return sameJson(valueAt(server.applied, path), valueAt(live, path));
}
