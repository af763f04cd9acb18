import type { Difference } from "../vocabulary/index.ts";

/** While a sync runs, what it is about to change waits for it: such a difference is pending. */
export function duringSync(difference: Difference): Difference {
  const { kind, layer, reason, detail } = difference;
  const willChange = kind === "missing" || kind === "changed" || kind === "removed";
  if (layer !== "cluster" || !willChange || reason === "unserved") return difference;
  return { ...difference, kind: "pending", detail: detail ?? "a sync is running" };
}
