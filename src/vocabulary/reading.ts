import type { UnreadableReason } from "./finding.ts";

/** Why something could not be read: `what` names it, `why` is one clause, neither ends with a full stop. */
export interface ReadFailure {
  readonly reason: UnreadableReason;
  readonly what: string;
  readonly why: string;
}

/** The result of reading from the outside world. A failure is data: it costs its part only. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: ReadFailure };

export function read<T>(value: T): Reading<T> {
  return { ok: true, value };
}

export function unread<T>(reason: UnreadableReason, what: string, why: string): Reading<T> {
  return { ok: false, failure: { reason, what, why } };
}
