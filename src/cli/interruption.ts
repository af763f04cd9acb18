import { constants } from "node:os";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** How a process that runs until it is stopped is told to end. Hanging up is no such way. */
const STOPS: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM"];

/**
 * Cleans up before a signal ends the process: what a run keeps in temporary folders may hold Secret values.
 * @param stoppable true where the process runs until it is stopped, so that it then ends with exit code 0.
 * @returns what takes the handlers away again.
 */
export function cleanWhenInterrupted(clean: () => Promise<void>, stoppable: boolean): () => void {
  const end = (signal: NodeJS.Signals): void => {
    const code = stoppable && STOPS.includes(signal) ? 0 : 128 + constants.signals[signal];
    void clean().finally(() => process.exit(code));
  };
  for (const signal of SIGNALS) process.once(signal, end);
  return () => {
    for (const signal of SIGNALS) process.off(signal, end);
  };
}

/** A signal that comes when the process is told to end; it then does not end by itself. */
export function stopSignal(): { readonly signal: AbortSignal } & Disposable {
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  for (const signal of STOPS) process.once(signal, abort);
  return {
    signal: stop.signal,
    [Symbol.dispose]() {
      for (const signal of STOPS) process.off(signal, abort);
    },
  };
}
