import type { GitCommand } from "./command.ts";
import { resolveRevision } from "./resolve.ts";

/**
 * The commit where two revisions parted; of several the one that git names first, as GitHub takes it too.
 * Null where this clone lacks a revision, where both have nothing in common, and where a shallow clone ends too early.
 */
export async function mergeBase(git: GitCommand, a: string, b: string): Promise<string | null> {
  const [first, second] = await Promise.all([resolveRevision(git, a), resolveRevision(git, b)]);
  if (first === null || second === null) return null;
  // Git says nothing, and complains of nothing, when there is none.
  const [base = ""] = (await git.run("merge-base", first, second)).split("\n");
  return base === "" ? null : base;
}
