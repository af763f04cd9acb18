import type { Command } from "commander";

/** One verb of the command line. `load` is a dynamic import, so that a verb costs nothing until it runs. */
export interface Verb {
  /** As commander reads it: `check [env...]`. */
  readonly usage: string;
  readonly summary: string;
  readonly options: (command: Command) => void;
  readonly load: () => Promise<{
    readonly run: (names: readonly string[], options: Record<string, unknown>) => Promise<number>;
  }>;
}
