import { recordedMark } from "../../masking/index.ts";
import {
  type Difference,
  isJsonObject,
  type Json,
  type JsonObject,
  type KubernetesObject,
} from "../../vocabulary/index.ts";
import { leavesChoice, saysNothing } from "../rules/empty.ts";
import { isSilent } from "../rules/silent.ts";
import { sameScalar } from "../values/index.ts";
import type { Comparison } from "./comparison.ts";
import { compareList } from "./lists.ts";
import { markedDifferences } from "./marks.ts";
import { isEntryMap, type Place } from "./place.ts";
import { appliedAlready, differenceAt, humansOf, type Sides, writerOf } from "./report.ts";
import { unmentioned } from "./unmentioned.ts";
import { valueAt } from "./value-at.ts";
import type { Walk } from "./walk.ts";

const WALK: Walk = { into: compareAt, absent, changed };

/** Every difference below a place, of what git mentions and of what it does not. */
function compareAt(comparison: Comparison, place: Place, sides: Sides): Difference[] {
  const { desired, live } = sides;
  if (isUnsaid(place, sides)) return live === undefined ? [] : unmentioned(comparison, place, live);
  if (desired === undefined || isSilent(place, comparison, true)) return [];
  if (live === undefined || live === null) return absent(comparison, place, desired);
  if (recordedMark(live) !== null) return markedDifferences(comparison, place, { desired, live });
  if (isJsonObject(desired) && isJsonObject(live)) return compareFields(comparison, place, { desired, live });
  if (Array.isArray(desired) && Array.isArray(live))
    return compareList(comparison, place, { desired, live, walk: WALK });
  const spelling = { form: place.schema.form, kafkaConfig: place.kafkaConfig };
  return sameScalar(desired, live, spelling) ? [] : changed(comparison, place, { desired, live });
}

/** Compares two objects field by field. */
function compareFields(
  comparison: Comparison,
  place: Place,
  { desired, live }: { desired: JsonObject; live: JsonObject },
): Difference[] {
  const strimzi = comparison.resource.group.endsWith("strimzi.io");
  const fields = new Set([...Object.keys(desired), ...Object.keys(live)]);
  return [...fields].flatMap((field) =>
    compareAt(comparison, place.field(field, { live, strimzi }), { desired: desired[field], live: live[field] }),
  );
}

/** A value that differs from git's: `pending` while it is still what the last sync put there, else `changed`. */
function changed(comparison: Comparison, place: Place, sides: { desired: Json; live: Json }): Difference[] {
  if (appliedAlready(comparison, place)) return [];
  const kind = isPending(comparison, place, sides.live) ? "pending" : "changed";
  return [differenceAt(comparison, place.path, { kind, ...sides, attribution: writerOf(place) })];
}

/** A value that git mentions and the live object lacks. */
function absent(comparison: Comparison, place: Place, desired: Json): Difference[] {
  const sides = { desired, live: undefined };
  if (isEntryMap(place) && isJsonObject(desired)) return compareFields(comparison, place, { desired, live: {} });
  if (!place.declared) return [differenceAt(comparison, place.path, { kind: "pruned", ...sides })];
  if (appliedAlready(comparison, place)) return [];
  if (isPending(comparison, place, undefined))
    return [differenceAt(comparison, place.path, { kind: "pending", ...sides })];
  // Only around an atomic value does managedFields still name who took something out of it.
  const attribution = place.inAtomic ? writerOf(place) : null;
  return [differenceAt(comparison, place.path, { kind: "removed", ...sides, reason: "deleted-live", attribution })];
}

/** True for what git does not say: nothing, null, or something that says the same as nothing. */
function isUnsaid({ schema, parent }: Place, { desired, live }: Sides): boolean {
  if (desired === undefined || desired === null) return true;
  if (!saysNothing(desired, schema, parent)) return false;
  // A plain false, 0 or empty text is still a statement against a live value, unless the server reads it as "choose".
  if (typeof desired === "object") return !isJsonObject(live);
  if (live === undefined || live === null) return true;
  return parent !== null && leavesChoice(live, parent);
}

/** True when the live value is what the last-synced revision made it, so that only git has moved on. */
function isPending(comparison: Comparison, place: Place, live: Json | undefined): boolean {
  const { base } = comparison;
  if (!base) return false;
  const was = valueAt(base, place.path) ?? null;
  if (live === undefined) return was === null;
  if (was === null) return humansOf(place.owners.within()).length === 0;
  return matchesBase(comparison, place, { desired: was, live });
}

function matchesBase(comparison: Comparison, place: Place, sides: { desired: Json; live: Json }): boolean {
  const then: Comparison = {
    ...comparison,
    base: undefined,
    server: { applied: null, fresh: comparison.server.fresh },
  };
  return compareAt(then, place, sides).length === 0;
}

/** Every difference between a declared object and the live one. */
export function compareObjects(comparison: Comparison): Difference[] {
  const { desired, live }: { desired: KubernetesObject; live: KubernetesObject } = comparison;
  return compareFields(comparison, comparison.root, { desired, live });
}
