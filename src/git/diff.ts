import { UserError } from "../errors/index.ts";
import type { GitCommand } from "./command.ts";
import { type DiffEntry, parseDiffEntries } from "./diff-entries.ts";
import { readPatch } from "./patch.ts";
import type { FileDiff, Hunk } from "./port.ts";
import { resolveRevision } from "./resolve.ts";

/** What the user or the repository may configure otherwise, said again so that it does not change the result. */
const CONFIGURATION = [
  // A larger file counts as binary: git does not read it whole, nor look at its lines.
  "core.bigFileThreshold=4m",
  "core.attributesFile=",
  "core.quotePath=true",
  "diff.suppressBlankEmpty=false",
];

/** GitHub shows three lines around a change. */
const PATCH = ["--unified=3", "--inter-hunk-context=0"];

/** GitHub finds a rename where half of a file is the same. */
const FORMAT = [
  "--find-renames=50%",
  "-l1000",
  "-O/dev/null",
  "--diff-algorithm=myers",
  "--indent-heuristic",
  "--no-ext-diff",
  "--no-textconv",
  "--no-color",
  "--submodule=short",
  "--ignore-submodules=none",
  "--relative",
];

/**
 * What changed between two commits of a folder, file by file in order of their names. No program that a configuration
 * or an attribute names is run. A file that moves into the folder is added, one that moves out of it is deleted.
 * @throws UserError when this clone lacks a revision.
 */
export async function diff(git: GitCommand, from: string, to: string): Promise<readonly FileDiff[]> {
  const commits = await Promise.all([commitOf(git, from), commitOf(git, to)]);
  const [listed, patches] = await Promise.all([
    textOf(differ(git, ["--raw", "-z"], commits)),
    // Without -z, so that git quotes the names in the patch.
    readPatch(differ(git, PATCH, commits)),
  ]);
  return joined(parseDiffEntries(listed), patches).toSorted((a, b) => (a.file < b.file ? -1 : 1));
}

async function commitOf(git: GitCommand, revision: string): Promise<string> {
  const commit = await resolveRevision(git, revision);
  if (commit !== null) return commit;
  throw new UserError(`This clone has no revision ${JSON.stringify(revision)}. Fetch it, or name another one.`);
}

function differ(git: GitCommand, output: readonly string[], commits: readonly string[]): AsyncIterable<Buffer> {
  const configuration = CONFIGURATION.flatMap((entry) => ["-c", entry]);
  return git.stream([...configuration, "diff", ...FORMAT, ...output, ...commits, "--", "."], "");
}

async function textOf(output: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of output) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

/** Both outputs name the same files in the same order; the patch shows a change of type as two files. */
function joined(entries: readonly DiffEntry[], patches: readonly (readonly Hunk[])[]): readonly FileDiff[] {
  let at = 0;
  const files = entries.map(({ file, formerly, status, isSubmodule, isOfOtherType }): FileDiff => {
    const next = at + (isOfOtherType ? 2 : 1);
    const hunks = patches.slice(at, next).flat();
    at = next;
    return { file, formerly, status, hunks: isSubmodule ? [] : hunks };
  });
  if (at !== patches.length) throw new Error(`git lists ${at} changed files and shows ${patches.length}`);
  return files;
}
