import { createHash } from "node:crypto";

/** A marker counts into the size of a comment. */
const LONGEST = 100;

/**
 * The word by which one of Holdfast's texts is found again. Runs over other environments own other texts, so that two
 * jobs never fight over one.
 * @param names the environments that were named; none stands for all.
 */
export function markerFor(verb: "review" | "report", names: readonly string[]): string {
  const named = [...new Set(names)].toSorted().join(",");
  if (named === "") return verb;
  return `${verb}:${named.length > LONGEST || named.includes("--") ? hashOf(named) : named}`;
}

/** Two hyphens would end the comment that hides the marker. */
function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
