import type { Reading } from "../../vocabulary/index.ts";

/** The port to a health endpoint over HTTP, live or recorded. */
export interface HealthReader {
  /** Where the reader looks, for messages: `alert database at https://…/v1/health`. */
  readonly description: string;
  /** The status of the answer. Fails only where no answer came. */
  health(): Promise<Reading<{ readonly status: number }>>;
  requests(): number;
  close(): Promise<void>;
}
