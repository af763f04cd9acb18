import type { CheckPorts } from "../check/index.ts";
import type { LintPorts } from "../lint/index.ts";

/** Everything outside that a review needs. */
export interface ReviewPorts extends LintPorts {
  /** The clusters and services that the change will meet; null where no cluster is asked. */
  readonly live: CheckPorts | null;
}
