import type { Reading } from "../../../src/vocabulary/index.ts";

/** @throws Error when it could not be read. */
export function mustRead<T>(reading: Reading<T>): T {
  if (reading.ok) return reading.value;
  throw new Error(`${reading.failure.what}: ${reading.failure.why}`);
}
