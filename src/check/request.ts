import type { Config, EnvironmentConfig } from "../config/config.ts";
import type { Baseline, Scope } from "../findings/index.ts";
import type { Engine } from "../vocabulary/index.ts";

/** What is to be checked. */
export interface CheckRequest {
  readonly config: Config;
  readonly environments: readonly EnvironmentConfig[];
  /** Null is the working tree. */
  readonly revision: string | null;
  readonly engine: Engine;
  readonly scope: Scope;
  /** Lets pending, lost intent, couplings and risks drift the verdict. */
  readonly strict: boolean;
  readonly baseline: Baseline | null;
}
