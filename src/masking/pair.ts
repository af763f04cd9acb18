import { isJsonObject, type Json, type JsonObject } from "../vocabulary/index.ts";

/** Two sides of a field. A side that has no value is absent. */
export interface Sides {
  readonly desired?: Json;
  readonly live?: Json;
}

/** What stands for a Secret value where nothing is compared, or where both sides are equal. */
export const MASKED = "*** (masked)";

/** How the sides are called where their values differ. */
export interface SideWords {
  readonly desired: string;
  readonly live: string;
}

export const GIT_AND_LIVE: SideWords = { desired: "git", live: "live" };

/** Two revisions of git: what stood before the change in the place of `desired`, what stands after it in that of `live`. */
export const BEFORE_AND_AFTER: SideWords = { desired: "before", live: "after" };

/**
 * Masks every value in both sides of a Secret's field: the same mask where they are equal, else one for each side. Masks
 * tell neither length nor likeness.
 */
export function maskPair(sides: Sides, words = GIT_AND_LIVE): Sides {
  return zip(sides, (desired, live) => {
    if (desired !== undefined && live !== undefined && isEqual(desired, live)) return [MASKED, MASKED];
    return [`*** (${words.desired})`, `*** (${words.live})`];
  });
}

/** Scrubs both sides of any other field. Where the change itself lay in a Secret value, each side says whose it is. */
export function scrubPair(sides: Sides, scrub: (value: Json) => Json, words = GIT_AND_LIVE): Sides {
  return zip(sides, (desired, live) => {
    const left = desired === undefined ? undefined : scrub(desired);
    const right = live === undefined ? undefined : scrub(live);
    if (typeof left !== "string" || left !== right || desired === live) return [left, right];
    return [`${left} (${words.desired})`, `${left} (${words.live})`];
  });
}

type MapLeaves = (desired: Json | undefined, live: Json | undefined) => readonly [Json | undefined, Json | undefined];

/** Walks two values together as far as both have the same shape. A literal null has nothing to hide. */
function zip({ desired, live }: Sides, leaves: MapLeaves): Sides {
  if (isJsonObject(desired ?? live) && isObjectOrAbsent(desired) && isObjectOrAbsent(live)) {
    return zipObjects(desired, live, leaves);
  }
  if (Array.isArray(desired) && Array.isArray(live) && desired.length === live.length)
    return zipLists(desired, live, leaves);
  const [left, right] = leaves(desired, live);
  return { ...side("desired", desired, left), ...side("live", live, right) };
}

function zipObjects(desired: JsonObject | undefined, live: JsonObject | undefined, leaves: MapLeaves): Sides {
  const left: JsonObject = {};
  const right: JsonObject = {};
  for (const key of new Set([...Object.keys(desired ?? {}), ...Object.keys(live ?? {})])) {
    const pair = zip(sidesAt(key, desired, live), leaves);
    if (pair.desired !== undefined) left[key] = pair.desired;
    if (pair.live !== undefined) right[key] = pair.live;
  }
  return { ...(desired !== undefined && { desired: left }), ...(live !== undefined && { live: right }) };
}

function zipLists(desired: readonly Json[], live: readonly Json[], leaves: MapLeaves): Sides {
  const pairs = desired.map((item, index) => zip({ desired: item, live: live[index] ?? null }, leaves));
  return { desired: pairs.map((pair) => pair.desired ?? null), live: pairs.map((pair) => pair.live ?? null) };
}

function sidesAt(key: string, desired: JsonObject | undefined, live: JsonObject | undefined): Sides {
  const left = desired?.[key];
  const right = live?.[key];
  return { ...(left !== undefined && { desired: left }), ...(right !== undefined && { live: right }) };
}

function side(name: "desired" | "live", original: Json | undefined, masked: Json | undefined): Sides {
  if (original === undefined || masked === undefined) return {};
  return { [name]: original === null ? null : masked };
}

function isObjectOrAbsent(value: Json | undefined): value is JsonObject | undefined {
  return value === undefined || isJsonObject(value);
}

function isEqual(a: Json, b: Json): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
