import { isUncertain, SkippedWrite, statusOf, UncertainWrite } from "./failure.ts";

/** Through here goes everything that changes something on GitHub. */
export interface Writer {
  /**
   * @param what what is done, after "would": `create the comment on #7`.
   * @throws SkippedWrite when nothing is to be written.
   */
  write<T>(what: string, effect: () => Promise<T>): Promise<T>;
}

/** Writes. */
export const LIVE: Writer = { write: (_what, effect) => effect() };

/** Says what would be written. */
export function rehearsal(say: (line: string) => void): Writer {
  return {
    async write(what) {
      say(`Dry run: would ${what}.`);
      throw new SkippedWrite("dry run");
    },
  };
}

/** Something that must not be made twice. */
export interface Making<T> {
  readonly what: string;
  readonly make: () => Promise<T>;
  /** Finds what was made; null where it is not there. */
  readonly look: () => Promise<T | null>;
}

export interface MakingTools {
  readonly writer: Writer;
  /** Waits some seconds. */
  readonly pause: (seconds: number) => Promise<void>;
}

const TRIES = 3;

/**
 * Makes something once. Where the answer was lost it looks whether it is there, and makes it again only where it is not.
 * @throws UncertainWrite when nobody can tell; what octokit threw, when it is known not to be there.
 */
export async function makeOnce<T>({ what, make, look }: Making<T>, { writer, pause }: MakingTools): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await writer.write(what, make);
    } catch (error) {
      if (!mayBeRepeated(error)) throw error;
      await pause(tries);
      const found = await lookAfterLoss(look);
      if (found !== null) return found;
      if (tries === TRIES) throw error;
    }
  }
}

/** Changes something so that a repeat does no harm; octokit has repeated it already. */
export async function changeOnce<T>(writer: Writer, what: string, effect: () => Promise<T>): Promise<T> {
  try {
    return await writer.write(what, effect);
  } catch (error) {
    if (isUncertain(error)) throw new UncertainWrite("GitHub gave no clear answer; the next run looks again");
    throw error;
  }
}

/** A conflict means that something else was written at the same moment, so looking comes first there too. */
function mayBeRepeated(error: unknown): boolean {
  return isUncertain(error) || statusOf(error) === 409;
}

async function lookAfterLoss<T>(look: () => Promise<T | null>): Promise<T | null> {
  try {
    return await look();
  } catch (error) {
    if (statusOf(error) === null && !isUncertain(error)) throw error;
    throw new UncertainWrite("GitHub gave no answer, and could not be read afterwards; the next run looks again");
  }
}
