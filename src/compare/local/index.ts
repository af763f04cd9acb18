/** The local engine: compares a declared object with the live one from what both say, without asking the server. */
import type { Difference } from "../../vocabulary/index.ts";
import { type CompareInput, openComparison } from "./comparison.ts";
import { compareObjects } from "./mentioned.ts";

export {
  type CompareInput,
  type Comparison,
  openComparison,
  type ServerAnswers,
  type TrackingMark,
} from "./comparison.ts";
export { compareObjects } from "./mentioned.ts";

/**
 * Every difference between what git declares and the live object, by DESIGN.md's rules of comparing 2 to 5 and 8.
 * Values are raw: a Difference never leaves the process unmasked.
 */
export function compareObject(input: CompareInput): Difference[] {
  return compareObjects(openComparison(input));
}
