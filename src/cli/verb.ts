import type { Command } from "commander";
import type { Scrubber } from "../masking/index.ts";
import type { Helm } from "../render/index.ts";

/** One verb of the command line. `load` is a dynamic import, so that a verb costs nothing until it runs. */
export interface Verb {
  /** As commander reads it: `check [env...]`. */
  readonly usage: string;
  readonly summary: string;
  readonly options: (command: Command) => void;
  /** True for a verb that renders: Helm is asked for its version while the verb's code is loaded. */
  readonly renders: boolean;
  readonly load: () => Promise<{ readonly run: RunVerb }>;
}

/** What is there already when a verb's code is loaded. */
export interface Underway {
  /** Learns every Secret value of the run. */
  readonly scrubber: Scrubber;
  /** Null for a verb that does not render. */
  readonly helm: Promise<Helm> | null;
}

/** Runs a verb. @returns the exit code. */
export type RunVerb = (
  names: readonly string[],
  options: Record<string, unknown>,
  underway: Underway,
) => Promise<number>;
