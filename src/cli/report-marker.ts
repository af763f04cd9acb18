import { createHash } from "node:crypto";
import { markerFor } from "../publish/index.ts";

/** What narrows a report down, or changes its verdict: reports that differ in it are different issues. */
const NARROWING = ["app", "system", "namespace", "kind", "severity", "strict"] as const;

/** The marker of the issue that a report with these arguments owns. */
export function reportMarker(names: readonly string[], options: Record<string, unknown>): string {
  const asked = NARROWING.flatMap((name) => {
    const value = options[name];
    return value === undefined ? [] : [[name, Array.isArray(value) ? value.map(String).toSorted() : value]];
  });
  if (asked.length === 0) return markerFor("report", names);
  const hash = createHash("sha256").update(JSON.stringify(asked)).digest("hex").slice(0, 12);
  return markerFor("report", [...names, `part-${hash}`]);
}
