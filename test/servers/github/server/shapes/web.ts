/** Where the server stands. */
export interface Web {
  /** Of pages: `http://127.0.0.1:4711`. */
  readonly html: string;
  /** Of the REST API. */
  readonly api: string;
}

/** As GitHub writes a time: to the second, in UTC. */
export function timeOf(date: Date): string {
  return date.toISOString().replace(/\.\d{3}Z$/, "Z");
}

export function optionalTime(date: Date | null): string | null {
  return date === null ? null : timeOf(date);
}
