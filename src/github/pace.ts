/** How fast GitHub is written to, and how long it is waited for. */
export interface Pace {
  /** Between two writes, in milliseconds. */
  readonly writeMs: number;
  /** Between two writes that notify people, in milliseconds. */
  readonly notifyMs: number;
  /** How long a second lasts that is waited before something is tried again, in milliseconds. */
  readonly secondMs: number;
  /** Until an answer is complete, in milliseconds. */
  readonly requestMs: number;
  /** Seconds that a run waits in all when GitHub asks for it. */
  readonly patience: number;
}

/**
 * What GitHub asks of integrations: one write at a time, a second between two, and more where people are notified.
 * Source: "Best practices for using the REST API" in GitHub's documentation.
 */
export const PACE: Pace = { writeMs: 1_000, notifyMs: 3_000, secondMs: 1_000, requestMs: 30_000, patience: 300 };

/** Counts what a run has waited because GitHub asked for it. */
export class Patience {
  #left: number;
  readonly #say: (line: string) => void;

  constructor(seconds: number, say: (line: string) => void) {
    this.#left = seconds;
    this.#say = say;
  }

  /** Whether the run may wait that long; if so, it is counted and said. */
  take(seconds: number): boolean {
    if (seconds > this.#left) return false;
    this.#left -= seconds;
    this.#say(`GitHub asks to wait ${seconds} seconds.`);
    return true;
  }
}
