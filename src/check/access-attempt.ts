import type { ReadFailure } from "../vocabulary/index.ts";

/** What was tried: it went well where `failure` is null. */
export interface Attempt {
  readonly what: string;
  /** Whose permissions decide. */
  readonly of: "cluster" | "kafka" | "service";
  readonly failure: ReadFailure | null;
}

/** Something of the cluster that can be had. */
export function succeeded(what: string): Attempt {
  return { what, of: "cluster", failure: null };
}

/** Something of the cluster that cannot be had. */
export function failed(what: string, failure: ReadFailure): Attempt {
  return { what, of: "cluster", failure };
}
