import type { FileDiff, Hunk, HunkLine } from "../../git/port.ts";
import type { ValuesPlace } from "../../render/index.ts";
import { lastLineOf } from "./span.ts";

export type Side = "base" | "head";

/** A line of the diff as a report names it: the file goes by its present name on both sides. */
export interface LinePlace {
  readonly file: string;
  readonly side: Side;
  readonly line: number;
  /** The file's name on that side. */
  readonly path: string;
  /** True where a pull request shows the line. */
  readonly inDiff: boolean;
}

interface DiffedFile {
  readonly diff: FileDiff;
  readonly changed: Readonly<Record<Side, ReadonlySet<number>>>;
  readonly shown: Readonly<Record<Side, ReadonlySet<number>>>;
}

/** Which lines a change adds and takes away. */
export class ChangedLines {
  readonly #files: Readonly<Record<Side, ReadonlyMap<string, DiffedFile>>>;

  constructor(files: readonly FileDiff[]) {
    const diffed = files.map(diffedFile);
    this.#files = {
      base: new Map(diffed.map((one) => [one.diff.formerly ?? one.diff.file, one])),
      head: new Map(diffed.map((one) => [one.diff.file, one])),
    };
  }

  /**
   * The changed line on which a value stands, or its key, or the alias that brings it in. Null where none of them changed.
   * @param text the file on that side, for values of several lines.
   */
  of(place: ValuesPlace, side: Side, text?: string): LinePlace | null {
    const { file, line, keyLine, through } = place;
    const isChanged = (one: number): boolean => this.#files[side].get(file)?.changed[side].has(one) ?? false;
    const own = [line, keyLine].find(isChanged);
    if (own !== undefined) return this.#place(file, side, own);
    const last = text === undefined || !this.isSeen(file, side) ? line : lastLineOf(place, text);
    return this.between(file, side, { from: line + 1, to: last }) ?? this.#through(through?.line, { file, side });
  }

  /** The first changed line of a range, both ends included; null where there is none. */
  between(file: string, side: Side, { from, to }: { readonly from: number; readonly to: number }): LinePlace | null {
    const changed = this.#files[side].get(file)?.changed[side];
    for (let line = from; changed !== undefined && line <= to; line++) {
      if (changed.has(line)) return this.#place(file, side, line);
    }
    return null;
  }

  /** The line, changed or not, where the pull request shows it; else null. */
  shown(file: string, side: Side, line: number): LinePlace | null {
    return this.#files[side].get(file)?.shown[side].has(line) === true ? this.#place(file, side, line) : null;
  }

  /** The line of a file that changed but whose lines were not looked at; null for any other file. */
  unseen(file: string, side: Side, line: number): LinePlace | null {
    const known = this.#files[side].has(file);
    return known && !this.isSeen(file, side) ? this.#place(file, side, line) : null;
  }

  /** True for a file of which it is known what changed. */
  isSeen(file: string, side: Side): boolean {
    const diff = this.#files[side].get(file)?.diff;
    return diff !== undefined && diff.hunks.length > 0;
  }

  #place(file: string, side: Side, line: number): LinePlace {
    const known = this.#files[side].get(file);
    return { file: known?.diff.file ?? file, side, line, path: file, inDiff: known?.shown[side].has(line) ?? false };
  }

  #through(line: number | undefined, { file, side }: { readonly file: string; readonly side: Side }): LinePlace | null {
    return line === undefined ? null : this.between(file, side, { from: line, to: line });
  }
}

/** The first changed line of each hunk; that of the head where there is one. */
export function firstLines(diff: FileDiff): readonly LinePlace[] {
  return diff.hunks.flatMap(({ lines }): readonly LinePlace[] => {
    const added = lines.find(({ base, head }) => base === null && head !== null)?.head;
    const removed = lines.find(({ base, head }) => head === null && base !== null)?.base;
    if (added !== undefined && added !== null) return [lineOf(diff, "head", added)];
    return removed === undefined || removed === null ? [] : [lineOf(diff, "base", removed)];
  });
}

/** A line that a diff shows. */
export function lineOf({ file, formerly }: FileDiff, side: Side, line: number): LinePlace {
  return { file, side, line, path: side === "base" ? (formerly ?? file) : file, inDiff: true };
}

function diffedFile(diff: FileDiff): DiffedFile {
  return {
    diff,
    changed: {
      base: numbersOf(diff.hunks, ({ base, head }) => (head === null ? base : null)),
      head: numbersOf(diff.hunks, ({ base, head }) => (base === null ? head : null)),
    },
    shown: { base: numbersOf(diff.hunks, ({ base }) => base), head: numbersOf(diff.hunks, ({ head }) => head) },
  };
}

function numbersOf(hunks: readonly Hunk[], number: (line: HunkLine) => number | null): ReadonlySet<number> {
  return new Set(hunks.flatMap(({ lines }) => lines.flatMap((line) => number(line) ?? [])));
}
