import type { Command } from "commander";

/** One verb of the command line. `load` is a dynamic import, so that a verb costs nothing until it runs. */
export interface Verb {
  /** As commander reads it: `check [env...]`. */
  readonly usage: string;
  readonly summary: string;
  options(command: Command): void;
  load(): Promise<{ run(names: readonly string[], options: Record<string, unknown>): Promise<number> }>;
}
