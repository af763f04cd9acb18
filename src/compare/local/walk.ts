import type { Difference, Json } from "../../vocabulary/index.ts";
import type { Comparison } from "./comparison.ts";
import type { Place } from "./place.ts";
import type { Sides } from "./report.ts";

/** The steps by which a list goes on into its items; handed down, since fields and lists contain each other. */
export interface Walk {
  /** Compares what both sides have at a place. */
  readonly into: (comparison: Comparison, place: Place, sides: Sides) => Difference[];
  /** Reports what only git has. */
  readonly absent: (comparison: Comparison, place: Place, desired: Json) => Difference[];
  /** Reports a value that differs. */
  readonly changed: (comparison: Comparison, place: Place, sides: { desired: Json; live: Json }) => Difference[];
}
