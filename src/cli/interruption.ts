import { constants } from "node:os";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Cleans up before a signal ends the process: what a run keeps in temporary folders may hold Secret values.
 * @returns what takes the handlers away again.
 */
export function cleanWhenInterrupted(clean: () => Promise<void>): () => void {
  const end = (signal: NodeJS.Signals): void => {
    void clean().finally(() => process.exit(128 + constants.signals[signal]));
  };
  for (const signal of SIGNALS) process.once(signal, end);
  return () => {
    for (const signal of SIGNALS) process.off(signal, end);
  };
}
