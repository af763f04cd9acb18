import { spawn } from "node:child_process";
import { type SimpleGit, simpleGit } from "simple-git";

/** The variables that git is given on top of the process's own, of which all `GIT_…` ones are taken away. */
const OWN_ENVIRONMENT = {
  /** Asking for a password would hang a job that nobody watches. */
  GIT_TERMINAL_PROMPT: "0",
  /** `git status` must not rewrite the user's index. */
  GIT_OPTIONAL_LOCKS: "0",
  /** A commit is what its id says, whatever `refs/replace` holds. */
  GIT_NO_REPLACE_OBJECTS: "1",
  /** Messages are told apart by their English text. */
  LC_ALL: "C",
};

/** Runs git in a folder without the hooks and `GIT_…` variables of whoever started Holdfast. */
export interface GitCommand {
  /** The command's output. @throws GitError of simple-git with what git said. */
  run(...args: readonly string[]): Promise<string>;
  /** The output piece by piece, for input of any size. @throws Error with what git said. */
  stream(args: readonly string[], input: string): AsyncGenerator<Buffer, void, undefined>;
}

export function gitIn(folder: string, env: Readonly<Record<string, string | undefined>>): GitCommand {
  const environment = { ...withoutGit(env), ...OWN_ENVIRONMENT };
  const git: SimpleGit = simpleGit({
    baseDir: folder,
    trimmed: false,
    allowEnvironment: Object.keys(OWN_ENVIRONMENT),
    unsafe: { allowUnsafeFsMonitor: true },
  }).env(environment);
  return {
    // A file system monitor is a program that the repository's configuration names; a status must not start it.
    run: (...args) => git.raw(["-c", "core.fsmonitor=false", ...args]),
    stream: (args, input) => streamGit({ args, input, folder, environment }),
  };
}

function withoutGit(env: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> {
  const guarded = new Set(["EDITOR", "VISUAL", "PAGER", "SSH_ASKPASS", "PREFIX"]);
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !name.toUpperCase().startsWith("GIT_") && !guarded.has(name.toUpperCase())),
  );
}

interface StreamRequest {
  readonly args: readonly string[];
  readonly input: string;
  readonly folder: string;
  readonly environment: Record<string, string | undefined>;
}

// simple-git has no standard input, which `cat-file --batch` needs.
async function* streamGit(request: StreamRequest): AsyncGenerator<Buffer, void, undefined> {
  const child = spawn("git", request.args, { cwd: request.folder, env: request.environment });
  const complaints: Buffer[] = [];
  child.stderr.on("data", (piece: Buffer) => complaints.push(piece));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  // Awaited below; this keeps an early failure from being reported as unhandled.
  ended.catch(() => {});
  // A git that ends early breaks the pipe; its exit code tells why.
  child.stdin.on("error", () => {});
  child.stdin.end(request.input);
  try {
    for await (const piece of child.stdout) yield piece;
    const code = await ended;
    if (code !== 0)
      throw new Error(`git ${request.args[0]} ended with ${code}: ${Buffer.concat(complaints).toString().trim()}`);
  } finally {
    child.kill();
  }
}
