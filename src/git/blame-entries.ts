import type { BlamedLine } from "./port.ts";

const ENTRY = /^(?<commit>[0-9a-f]{40,64}) \d+ (?<line>\d+) (?<count>\d+)$/;

interface Entry {
  readonly commit: string;
  readonly line: number;
  readonly count: number;
}

/** What git says about a commit, once per commit: `author`, `author-time` and more. */
type Headers = Map<string, string>;

/**
 * Reads the output of `git blame --incremental`: groups of lines of one commit, in no order. The first group of a commit
 * tells about the commit, and each ends with the file's name.
 */
export function parseBlame(output: string): BlamedLine[] {
  const entries: Entry[] = [];
  const commits = new Map<string, Headers>();
  let headers: Headers = new Map();
  for (const text of output.split("\n")) {
    const entry = readEntry(text);
    if (entry === null) {
      const space = text.indexOf(" ");
      if (space > 0) headers.set(text.slice(0, space), text.slice(space + 1));
      continue;
    }
    entries.push(entry);
    headers = commits.get(entry.commit) ?? new Map();
    commits.set(entry.commit, headers);
  }
  return linesOf(entries, commits);
}

function readEntry(text: string): Entry | null {
  const groups = ENTRY.exec(text)?.groups;
  if (groups === undefined) return null;
  return { commit: groups["commit"] ?? "", line: Number(groups["line"]), count: Number(groups["count"]) };
}

function linesOf(entries: readonly Entry[], commits: ReadonlyMap<string, Headers>): BlamedLine[] {
  const known = new Map([...commits].map(([commit, headers]) => [commit, blamed(commit, headers)]));
  const ordered = entries.toSorted((a, b) => a.line - b.line);
  return ordered.flatMap(({ commit, count }) => {
    const line = known.get(commit);
    return line === undefined ? [] : Array.from({ length: count }, () => line);
  });
}

function blamed(commit: string, headers: Headers): BlamedLine {
  // Git's name for what is not committed yet.
  if (/^0+$/.test(commit)) return { commit: null, author: null, time: null };
  const author = headers.get("author") ?? "";
  return { commit, author: author === "" ? null : author, time: timeOf(headers.get("author-time")) };
}

/** Null for a date that no calendar has: git takes any number. */
function timeOf(seconds: string | undefined): string | null {
  const date = new Date(Number(seconds) * 1000);
  return Number.isNaN(date.getTime()) ? null : date.toISOString().replace(".000Z", "Z");
}
