import { GitError } from "simple-git";
import type { GitCommand } from "./command.ts";

/**
 * The full commit id of a branch, tag or commit: first as this clone names it, then as the remote `origin` does.
 * Null when the clone has neither, and for a name that git would take for an option.
 */
export async function resolveRevision(git: GitCommand, revision: string): Promise<string | null> {
  if (revision === "" || revision.startsWith("-") || hasControl(revision)) return null;
  return (await commitOf(git, revision)) ?? (await commitOf(git, `refs/remotes/origin/${revision}`));
}

async function commitOf(git: GitCommand, revision: string): Promise<string | null> {
  const commit = (await revParse(git, `${revision}^{commit}`)).trim();
  return /^[0-9a-f]{40,64}$/.test(commit) ? commit : null;
}

// Git prints nothing when there is no such commit, and complains only of a name that cannot be one.
async function revParse(git: GitCommand, name: string): Promise<string> {
  try {
    return await git.run("rev-parse", "--verify", "--quiet", "--end-of-options", name);
  } catch (error) {
    if (error instanceof GitError) return "";
    throw error;
  }
}

function hasControl(text: string): boolean {
  return /\p{Cc}/u.test(text);
}
