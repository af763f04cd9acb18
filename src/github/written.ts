import { type Deed, whyRefused } from "./explain-failure.ts";
import { failureOf, SkippedWrite, UncertainWrite } from "./failure.ts";
import type { Outcome, Written } from "./port.ts";

/** What a write is about. */
export interface Target extends Deed {
  /** As a reader would name it. */
  readonly what: string;
}

/** What came of a write that succeeded or was not needed. */
export interface Done {
  readonly outcome: Outcome;
  readonly url: string | null;
  readonly id: number | null;
}

/** Does it, and tells what became of it. What GitHub refuses is an outcome; anything else that is thrown is a bug. */
export async function attempt(target: Target, work: () => Promise<Done>): Promise<Written> {
  try {
    const { outcome, url, id } = await work();
    return { what: target.what, outcome, url, id, why: null };
  } catch (error) {
    return notWritten(error, target);
  }
}

/** @throws the error itself when it is none of GitHub's. */
export function notWritten(error: unknown, target: Target): Written {
  const nothing = { what: target.what, url: null, id: null };
  if (error instanceof SkippedWrite) return { ...nothing, outcome: "skipped", why: error.message };
  if (error instanceof UncertainWrite) return { ...nothing, outcome: "unknown", why: error.message };
  const failure = failureOf(error);
  if (failure === null) throw error;
  return { ...nothing, outcome: "failed", why: `could not ${target.doing}: ${whyRefused(failure, target)}` };
}
