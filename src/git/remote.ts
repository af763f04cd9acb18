import { GitError } from "simple-git";
import type { GitCommand } from "./command.ts";

/** The URL of the remote `origin`, as git rewrites it; null where there is none. */
export async function remoteUrl(git: GitCommand): Promise<string | null> {
  try {
    const url = (await git.run("remote", "get-url", "origin")).trim();
    return url === "" ? null : url;
  } catch (error) {
    if (error instanceof GitError) return null;
    throw error;
  }
}
