import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { GitError } from "simple-git";
import { parseBlame } from "./blame-entries.ts";
import type { GitCommand } from "./command.ts";
import type { BlamedLine } from "./port.ts";

/** What git says when it has no such file at the revision, or the working tree lacks it. */
const UNKNOWN_FILE = /no such path|cannot l?stat|no such ref: HEAD|bad revision 'HEAD'/i;

/** Nobody is known to have written the line. */
const UNKNOWN_AUTHOR: BlamedLine = { commit: null, author: null, time: null };

/** Asks git who wrote the lines of files in the folder that `git` runs in. */
export function blamer(
  git: GitCommand,
  root: string,
): (file: string, revision: string | null) => Promise<BlamedLine[]> {
  let shallow: Promise<ReadonlySet<string>> | null = null;
  const cutOff = (): Promise<ReadonlySet<string>> => {
    shallow ??= shallowCommits(git, root);
    return shallow;
  };

  return async (file, revision) => {
    if (revision === null) return [];
    const commit = revision.endsWith("+dirty") ? null : revision;
    if (commit === null && (await passesFilter(git, file))) return [];
    const [output, cut] = await Promise.all([ask(git, file, commit), cutOff()]);
    // The last commit that a shallow clone has is blamed for everything before it.
    return parseBlame(output).map((line) => (line.commit !== null && cut.has(line.commit) ? UNKNOWN_AUTHOR : line));
  };
}

async function ask(git: GitCommand, file: string, commit: string | null): Promise<string> {
  // A textconv is a program that the repository's configuration names.
  const format = ["--incremental", "--encoding=UTF-8", "--no-textconv"];
  try {
    return await git.run("blame", ...format, ...(commit === null ? [] : [commit]), "--", file);
  } catch (error) {
    if (error instanceof GitError && UNKNOWN_FILE.test(error.message)) return "";
    throw error;
  }
}

/** Git would run a filter's program over a file of the working tree before it compares it with a commit. */
async function passesFilter(git: GitCommand, file: string): Promise<boolean> {
  const [, , value = ""] = (await git.run("check-attr", "-z", "filter", "--", file)).split("\0");
  return !["unspecified", "unset", "set", ""].includes(value);
}

/** The commits whose parents a shallow clone lacks. */
async function shallowCommits(git: GitCommand, root: string): Promise<ReadonlySet<string>> {
  const path = (await git.run("rev-parse", "--git-path", "shallow")).replace(/\n$/, "");
  try {
    return new Set((await readFile(resolve(root, path), "utf8")).split("\n").filter((line) => line !== ""));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return new Set();
    throw error;
  }
}
