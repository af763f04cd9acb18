import { BOUNDS, directRoute, type HttpBounds } from "../../../../src/observe/http/index.ts";
import { connectRegistry, type RegistryReader } from "../../../../src/observe/registry/index.ts";
import type { RegistryState, SubjectState } from "../../../../src/observe/registry/port.ts";
import { type Reading, read } from "../../../../src/vocabulary/index.ts";

/** Short waits, so that trouble is told soon. */
export const IMPATIENT: HttpBounds = { ...BOUNDS, requestMs: 1_500, totalMs: 6_000, baseDelayMs: 20 };

export interface Account {
  readonly ca?: string;
  readonly username?: string;
  readonly password?: string;
}

export function readerOf(url: string, { ca, username, password }: Account = {}): RegistryReader {
  const authorization = username === undefined ? null : `Basic ${btoa(`${username}:${password ?? ""}`)}`;
  const route = directRoute({ url, credentials: async () => read({ ca: ca ?? null, authorization }) });
  return connectRegistry({ route, bounds: IMPATIENT });
}

/** @throws Error where the reading failed. */
export function must<T>(reading: Reading<T>): T {
  if (!reading.ok) throw new Error(`${reading.failure.what}: ${reading.failure.why}`);
  return reading.value;
}

export function subjectOf(state: RegistryState, name: string): SubjectState | undefined {
  return must(state.subjects).find((subject) => subject.name === name);
}
