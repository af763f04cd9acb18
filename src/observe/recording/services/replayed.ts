import type { ZodType } from "zod";
import { type Reading, unread } from "../../../vocabulary/index.ts";
import { loadIfThere } from "../load.ts";
import { readingOf } from "./reading-schema.ts";

/** The files of one recording. */
export class Files {
  readonly recording: string;
  readonly #dir: string;

  constructor(dir: string, recording: string) {
    this.#dir = dir;
    this.recording = recording;
  }

  /** Null where the recording does not hold the file. */
  read<T>(file: string, schema: ZodType<T>): Promise<T | null> {
    return loadIfThere({ dir: this.#dir, name: file }, schema);
  }

  async reading<T>(file: string, schema: ZodType<T>, what: string): Promise<Reading<T>> {
    return (await this.read(file, readingOf(schema))) ?? this.missing(what);
  }

  missing(what: string): Reading<never> {
    return unread("not-recorded", what, `the ${this.recording} does not hold it`);
  }
}

/** What a recorded reader does beside reading: nothing. */
export class Replayed {
  readonly description: string;
  protected readonly files: Files;

  constructor(files: Files, title: string) {
    this.files = files;
    this.description = `${title} in the ${files.recording}`;
  }

  requests(): number {
    return 0;
  }

  async close(): Promise<void> {}
}
