import type { Config, EnvironmentConfig } from "../config/config.ts";
import type { Baseline, Scope } from "../findings/index.ts";

/** What is to be linted. */
export interface LintRequest {
  readonly config: Config;
  readonly environments: readonly EnvironmentConfig[];
  /** Null is the working tree. */
  readonly revision: string | null;
  /** The revision that change rules compare with; null is the last commit where the working tree differs from it, else none. */
  readonly base: string | null;
  readonly scope: Scope;
  readonly baseline: Baseline | null;
}
