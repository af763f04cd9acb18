import { GitError } from "simple-git";
import type { GitCommand } from "./command.ts";
import type { Remote } from "./port.ts";

/** Where the remote `origin` points, as git rewrites it; null where there is none, and for a folder of this machine. */
export async function remoteOf(git: GitCommand): Promise<Remote | null> {
  try {
    return parseRemote((await git.run("remote", "get-url", "origin")).trim());
  } catch (error) {
    if (error instanceof GitError) return null;
    throw error;
  }
}

/** `git@host:path`; a path before the colon would make it a file of this machine. */
const SCP = /^(?:[^@/\s]+@)?([^:/\s]+):(?!\/\/)\/?(\S+)$/;

/** Reads a URL as git does. User, password and port are left out: the password may be a token. */
export function parseRemote(url: string): Remote | null {
  const scp = SCP.exec(url);
  if (scp !== null) return remote(scp[1], scp[2]);
  const parsed = URL.parse(url);
  if (parsed === null || !["https:", "http:", "ssh:", "git:"].includes(parsed.protocol)) return null;
  return remote(parsed.hostname, parsed.pathname);
}

function remote(host = "", path = ""): Remote | null {
  const bare = path.replace(/^\/+|\/+$/g, "").replace(/\.git$/, "");
  return host === "" || bare === "" ? null : { host: host.toLowerCase(), path: bare };
}
