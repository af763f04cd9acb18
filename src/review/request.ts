import type { Config, EnvironmentConfig } from "../config/config.ts";
import type { Baseline, Scope } from "../findings/index.ts";

/** Which change is reviewed, and where. */
export interface ReviewRequest {
  readonly config: Config;
  /** Those that may be looked at; the change decides which of them it reaches. */
  readonly environments: readonly EnvironmentConfig[];
  /** Revisions as the user names them. What base gained since head left it is not part of the change. */
  readonly base: string;
  readonly head: string;
  readonly scope: Scope;
  readonly baseline: Baseline | null;
}
