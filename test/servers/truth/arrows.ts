import type { Finding } from "../../../src/vocabulary/index.ts";

/** No operator works in this world, so what they did not do is no news; the truth table of services looks behind the cluster. */
export function isOfThisTable({ layer }: Pick<Finding, "layer">): boolean {
  return layer !== "operator" && layer !== "service";
}
