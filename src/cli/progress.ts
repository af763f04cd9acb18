/** Says what a run is busy with. */
export interface Progress {
  say(what: string): void;
  end(): void;
}

/** The part of a terminal that progress needs. */
export interface ProgressTerminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const QUIET_MS = 1000;
const NARROWEST = 20;
const WIPE = "\r\u001b[2K";

/**
 * Progress on one line of a terminal, shown once a run takes longer than a second and wiped at the end.
 * Anything that is not a terminal gets none.
 */
export function terminalProgress(terminal: ProgressTerminal): Progress {
  if (terminal.isTTY !== true) return { say: () => {}, end: () => {} };
  let last = "";
  let shown = false;
  const show = (): void => {
    shown = true;
    terminal.write(`${WIPE}${last.slice(0, Math.max(NARROWEST, (terminal.columns ?? NARROWEST) - 1))}`);
  };
  const timer = setTimeout(show, QUIET_MS);
  // A run that is done must not wait for its own progress.
  timer.unref();
  return {
    say(what) {
      last = what;
      if (shown) show();
    },
    end() {
      clearTimeout(timer);
      if (shown) terminal.write(WIPE);
      shown = false;
    },
  };
}
