/** Turns differences into findings, and findings into a verdict: severity, remedies, ignore rules, baseline, scope. */

export {
  type Baseline,
  baselineOf,
  formatBaseline,
  parseBaseline,
} from "./baseline.ts";
export { type Found, foldConsequences } from "./consequences.ts";
export { activeExclusions, isExcluded, isPartExcluded, notLookedAt, partTitle } from "./exclusions.ts";
export { type Day, expiredRules } from "./expiry.ts";
export { toFinding, unreadableFinding } from "./finding.ts";
export { matchesGlob } from "./glob.ts";
export { applyIgnoreRules } from "./ignore-rules.ts";
export { unreadableOf } from "./message.ts";
export { distinct, sortFindings } from "./order.ts";
export { type Scope, severeEnough, withinScope } from "./scope.ts";
export { isDrift, verdictOf, worstVerdict } from "./verdict.ts";
