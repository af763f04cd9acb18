import type { Scrub } from "./censor.ts";

/** A reader that remembers what passes through it. */
export interface Remembering {
  /** What was read, by the file that keeps it. */
  remembered(scrub: Scrub): readonly (readonly [string, unknown])[];
}
