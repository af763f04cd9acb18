import type { EnvironmentConfig } from "../config/config.ts";
import type { Bases } from "./bases.ts";
import type { Cluster } from "./cluster.ts";
import type { Declaration } from "./declaration.ts";
import type { Intent } from "./intent.ts";

/** What is known about an environment before its objects are compared. */
export interface Parts {
  readonly environment: EnvironmentConfig;
  readonly declaration: Declaration;
  readonly cluster: Cluster;
  readonly bases: Bases;
  readonly intent: Intent;
  /** ISO date of the check. */
  readonly today: string;
}
