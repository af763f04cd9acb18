import { type Reading, unread } from "../../../vocabulary/index.ts";

/** What a reader that can be closed has. */
interface Closable {
  close(): Promise<void>;
}

/**
 * A reader that is opened with the first read, since that needs credentials. Opened once, also when that failed.
 * Why it could not be opened is told as a failure of the service.
 */
export class Opening<R extends Closable> {
  readonly #title: string;
  readonly #open: () => Promise<Reading<R>>;
  #reader: Promise<Reading<R>> | null = null;
  #opened: R | null = null;

  constructor(title: string, open: () => Promise<Reading<R>>) {
    this.#title = title;
    this.#open = open;
  }

  /** The reader where it is open already. */
  get opened(): R | null {
    return this.#opened;
  }

  reader(): Promise<Reading<R>> {
    this.#reader ??= this.#begin();
    return this.#reader;
  }

  async close(): Promise<void> {
    const reading = await this.#reader;
    if (reading?.ok === true) await reading.value.close();
  }

  async #begin(): Promise<Reading<R>> {
    const reading = await this.#open();
    if (reading.ok) {
      this.#opened = reading.value;
      return reading;
    }
    const { reason, what, why } = reading.failure;
    return unread(reason, this.#title, what === this.#title ? why : `${what}: ${why}`);
  }
}
