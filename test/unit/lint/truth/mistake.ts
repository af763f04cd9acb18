/** The kinds of mistakes that operators' histories are full of. */
export const MISTAKE_KINDS = [
  "key misspelt",
  "wrong indentation",
  "list joined",
  "map for text",
  "text for map or list",
  "key twice",
  "null by typo",
  "renamed in the chart, not here",
  "renamed here, not where it is used",
  "addresses exchanged",
  "address twice",
  "partitions lowered",
  "storage shrunk",
] as const;
export type MistakeKind = (typeof MISTAKE_KINDS)[number];

/** One mistake in a repository: edits of one or more files. */
export interface Mistake {
  readonly kind: MistakeKind;
  /** The application whose values are wrong, and the environment that reads them. */
  readonly application: string;
  readonly environment: string;
  /** The file that somebody got wrong, and its line, counted from 1. */
  readonly file: string;
  readonly line: number;
  /** In a few words, for the list of what was missed. */
  readonly what: string;
  /** New texts by file. */
  readonly texts: ReadonlyMap<string, string>;
}

/** A values file that mistakes are made in. */
export interface Target {
  readonly application: string;
  readonly environment: string;
  /** The environment's own values file, relative to the repository. */
  readonly file: string;
  readonly text: string;
  /** Every other file that a mistake may have to change with it: the chart, and other environments' values. */
  readonly chart: ReadonlyMap<string, string>;
}

/** All mistakes of one kind that can be made in a file. */
export type Maker = (target: Target) => readonly Mistake[];
