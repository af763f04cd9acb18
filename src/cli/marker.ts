import { createHash } from "node:crypto";
import { markerFor } from "../publish/index.ts";

/** What narrows a result down, or changes its verdict: results that differ in it are different texts on GitHub. */
const NARROWING = ["app", "system", "namespace", "kind", "severity", "strict"] as const;

/** The marker of what a verb with these arguments writes on GitHub. */
export function markerOf(
  verb: "review" | "report",
  names: readonly string[],
  options: Record<string, unknown>,
): string {
  const asked = NARROWING.flatMap((name) => {
    const value = options[name];
    return value === undefined ? [] : [[name, Array.isArray(value) ? value.map(String).toSorted() : value]];
  });
  if (asked.length === 0) return markerFor(verb, names);
  const hash = createHash("sha256").update(JSON.stringify(asked)).digest("hex").slice(0, 12);
  return markerFor(verb, [...names, `part-${hash}`]);
}

/** True when only a part of the environments is looked at. */
export function isNarrowed(options: Record<string, unknown>): boolean {
  return NARROWING.some((name) => options[name] !== undefined);
}
