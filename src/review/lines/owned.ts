import type { ApplicationSides, EnvironmentEvidence, LocatedFinding } from "../sides.ts";
import type { LineShare } from "./shares.ts";

/** The share of one application of one environment. */
export interface OwnedShare {
  readonly evidence: EnvironmentEvidence;
  readonly sides: ApplicationSides;
  readonly share: LineShare;
}

/** A finding of one environment. */
export interface OwnedFinding {
  readonly evidence: EnvironmentEvidence;
  readonly located: LocatedFinding;
}
