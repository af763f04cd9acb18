import type { Command } from "commander";
import type { Scrubber } from "../masking/index.ts";

/** One verb of the command line. `load` is a dynamic import, so that a verb costs nothing until it runs. */
export interface Verb {
  /** As commander reads it: `check [env...]`. */
  readonly usage: string;
  readonly summary: string;
  readonly options: (command: Command) => void;
  readonly load: () => Promise<{ readonly run: RunVerb }>;
}

/** Runs a verb. `scrubber` learns every Secret value of the run. @returns the exit code. */
export type RunVerb = (
  names: readonly string[],
  options: Record<string, unknown>,
  scrubber: Scrubber,
) => Promise<number>;
