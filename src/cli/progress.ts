/** Says what a run is busy with. */
export interface Progress {
  say(what: string): void;
  end(): void;
}

const QUIET_MS = 1000;

/**
 * Progress on one line of a terminal, shown once a run takes longer than a second and wiped at the end.
 * Anything that is not a terminal gets none.
 */
export function terminalProgress(stream: NodeJS.WriteStream, clock: () => number): Progress {
  if (!stream.isTTY) return { say: () => {}, end: () => {} };
  const start = clock();
  let shown = false;
  return {
    say(what) {
      if (clock() - start < QUIET_MS) return;
      shown = true;
      stream.write(`\r\u001b[2K${what.slice(0, Math.max(20, stream.columns - 1))}`);
    },
    end() {
      if (shown) stream.write("\r\u001b[2K");
    },
  };
}
