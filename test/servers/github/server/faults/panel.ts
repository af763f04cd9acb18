import { answerEffect, primaryLimitEffect, secondaryLimitEffect } from "./effects.ts";
import type { FailFault, FaultMatch, Faults } from "./faults.ts";

/** What a test lets go wrong. */
export class FaultPanel {
  readonly #faults: Faults;

  constructor(faults: Faults) {
    this.#faults = faults;
  }

  /** Answers so, and does nothing. */
  fail(fault: FailFault): void {
    this.#faults.add(fault, answerEffect(fault));
  }

  secondaryLimit(fault: FaultMatch & { readonly status?: 403 | 429; readonly retryAfter?: number }): void {
    this.#faults.add(fault, secondaryLimitEffect(fault));
  }

  primaryLimit(fault: FaultMatch & { readonly status?: 403 | 429; readonly reset: Date }): void {
    this.#faults.add(fault, primaryLimitEffect(fault));
  }

  /** A GraphQL request is refused, in GraphQL's way: status 200 with an error of type FORBIDDEN. */
  forbid(fault: FaultMatch): void {
    const message = "Resource not accessible by integration";
    this.fail({
      ...fault,
      status: 200,
      body: { data: null, errors: [{ type: "FORBIDDEN", path: [], locations: [], message }] },
    });
  }

  /** Does what was asked; then the connection breaks, or with `status` a gateway answers in GitHub's stead. */
  loseResponse(fault: FaultMatch & { readonly status?: 502 | 504 }): void {
    this.#faults.add(fault, { kind: "lose", status: fault.status ?? null });
  }

  /** The connection breaks before anything is done. */
  reset(fault: FaultMatch): void {
    this.#faults.add(fault, { kind: "reset" });
  }

  delay(fault: FaultMatch & { readonly ms: number }): void {
    this.#faults.add(fault, { kind: "delay", ms: fault.ms });
  }

  /** Faults that no request has met so far. */
  get unusedFaults(): readonly FaultMatch[] {
    return this.#faults.unused;
  }
}
