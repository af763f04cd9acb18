import type { GitCommand } from "./command.ts";

/**
 * The files of a folder that differ between a commit and the working tree, or between two commits, relative to the
 * folder. Of a rename both names; of the working tree also what git does not track yet.
 * @param to a commit; null is the working tree.
 */
export async function changedFiles(git: GitCommand, from: string, to: string | null): Promise<readonly string[]> {
  const diff = ["diff", "--name-only", "--no-renames", "--no-ext-diff", "--relative", "-z", from];
  const listed = await Promise.all([
    git.run(...diff, ...(to === null ? [] : [to]), "--", "."),
    ...(to === null ? [git.run("ls-files", "--others", "--exclude-standard", "-z", "--", ".")] : []),
  ]);
  return [...new Set(listed.flatMap((text) => text.split("\0")).filter((file) => file !== ""))].toSorted();
}
