/** Turns differences into findings, and findings into a verdict: severity, remedies, ignore rules, baseline, scope. */
export {
  type Baseline,
  type BaselineEntry,
  baselineOf,
  formatBaseline,
  parseBaseline,
  type Signature,
} from "./baseline.ts";
export { activeExclusions, type Excludable, isExcluded, notLookedAt } from "./exclusions.ts";
export { type Day, expiredRules } from "./expiry.ts";
export { type FindingContext, toFinding, unreadableFinding } from "./finding.ts";
export { matchesGlob } from "./glob.ts";
export { applyIgnoreRules, type Hiding, type Parted } from "./ignore-rules.ts";
export { unreadableOf } from "./message.ts";
export { sortFindings } from "./order.ts";
export { type Scope, severeEnough, withinScope } from "./scope.ts";
export { verdictOf, worstVerdict } from "./verdict.ts";
