import { recordedMark } from "../../masking/index.ts";
import type { Difference, Json } from "../../vocabulary/index.ts";
import type { Comparison } from "./comparison.ts";
import type { Place } from "./place.ts";
import { differenceAt, writerOf } from "./report.ts";

/** What a recording's mark says about a value that it does not hold. */
export function markedDifferences(
  comparison: Comparison,
  place: Place,
  sides: { desired: Json; live: Json },
): Difference[] {
  const mark = comparison.marksHold ? recordedMark(sides.live) : "unknown";
  if (mark === "same") return [];
  if (mark === "different") {
    return [differenceAt(comparison, place.path, { kind: "changed", ...sides, attribution: writerOf(place) })];
  }
  const detail = comparison.marksHold
    ? "the recording does not tell whether the value is the declared one"
    : "the recording was made at another revision and holds no values";
  return [differenceAt(comparison, place.path, { kind: "unreadable", ...sides, reason: "masked", detail })];
}
