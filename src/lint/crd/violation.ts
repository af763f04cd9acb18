import type { Path } from "../../vocabulary/index.ts";

/** What the API server refuses an object for. */
export interface Violation {
  readonly path: Path;
  /** What the field must be, as the rest of a sentence that begins with it: `must be at least 1`. */
  readonly problem: string;
  /** True where the API server does not run the CRD's rules any more because of this. */
  readonly stopsRules: boolean;
}

/** Where checks put what they find, and what they cannot judge: one clause each. */
export interface Sink {
  readonly violations: Violation[];
  readonly unjudged: string[];
}

export function newSink(): Sink {
  return { violations: [], unjudged: [] };
}
