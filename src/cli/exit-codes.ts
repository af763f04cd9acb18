import type { Verdict } from "../vocabulary/index.ts";

/** The only exit codes there are. 2 and 3 are given with `--detailed-exitcode` only. */
export const EXIT = { done: 0, error: 1, drifted: 2, unknown: 3 } as const;

/** The exit code of a run that ended with a verdict. */
export function exitCodeOf(verdict: Verdict, detailed: boolean): number {
  if (!detailed || verdict === "in-sync") return EXIT.done;
  return verdict === "drifted" ? EXIT.drifted : EXIT.unknown;
}
