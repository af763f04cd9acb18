import { changedFiles } from "./changed-files.ts";
import type { GitCommand } from "./command.ts";
import type { FileDiff } from "./port.ts";

/** What changed between two commits of a folder, file by file. */
export async function diff(git: GitCommand, from: string, to: string): Promise<readonly FileDiff[]> {
  const files = await changedFiles(git, from, to);
  return files.map((file) => ({ file, formerly: null, status: "modified", hunks: [] }));
}

/** Where two revisions parted; null where this clone knows no commit that both come from. */
export async function mergeBase(git: GitCommand, a: string, b: string): Promise<string | null> {
  const found = await git.run("merge-base", "--end-of-options", a, b).catch(() => "");
  return found.trim() === "" ? null : found.trim();
}
