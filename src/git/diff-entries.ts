import type { FileDiff } from "./port.ts";

/** One file of a difference, as `git diff --raw -z` lists it. */
export interface DiffEntry {
  readonly file: string;
  readonly formerly: string | null;
  readonly status: FileDiff["status"];
  /** Files and links have lines; a submodule has none on its side. */
  readonly isSubmodule: boolean;
  /** A file that became a link, or the reverse: git shows it as taken away and added. */
  readonly isOfOtherType: boolean;
}

const HEADER = /^:(?<before>\d{6}) (?<after>\d{6}) [0-9a-f]+ [0-9a-f]+ (?<letter>[ADMTR])\d*$/;

const STATUS: Readonly<Record<string, FileDiff["status"]>> = {
  A: "added",
  D: "deleted",
  M: "modified",
  T: "modified",
  R: "renamed",
};

const SUBMODULE = "160000";

/** Reads the output of `git diff --raw -z` between two commits. @throws Error for an entry of another kind. */
export function parseDiffEntries(output: string): readonly DiffEntry[] {
  const words = output.split("\0").values();
  const entries: DiffEntry[] = [];
  for (const header of words) {
    if (header === "") continue;
    const groups = HEADER.exec(header)?.groups;
    const status = STATUS[groups?.["letter"] ?? ""];
    if (groups === undefined || status === undefined) throw new Error(`git diff lists ${JSON.stringify(header)}`);
    const formerly = status === "renamed" ? nextOf(words) : null;
    entries.push({
      file: nextOf(words),
      formerly,
      status,
      isSubmodule: [groups["before"], groups["after"]].includes(SUBMODULE),
      isOfOtherType: groups["letter"] === "T",
    });
  }
  return entries;
}

function nextOf(words: Iterator<string, undefined>): string {
  const word = words.next().value;
  if (word === undefined) throw new Error("the output of git diff ended in the middle of an entry");
  return word;
}
