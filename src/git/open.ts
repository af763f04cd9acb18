import { UserError } from "../errors/index.ts";
import { type GitCommand, gitIn } from "./command.ts";
import type { GitRepository } from "./port.ts";
import { gitRepository } from "./repository.ts";

/**
 * The repository that a folder belongs to. A folder without git, or a machine without it, has a working tree only.
 * @throws UserError when there is a repository that git refuses to read.
 */
export async function openRepository(root: string, env: NodeJS.ProcessEnv = process.env): Promise<GitRepository> {
  const git = gitIn(root, env);
  const located = await locate(git);
  return located.kind === "found"
    ? gitRepository(git, { root, prefix: located.prefix })
    : folderOnly(root, located.why);
}

type Located = { readonly kind: "found"; readonly prefix: string } | { readonly kind: "none"; readonly why: string };

const INSIDE = "true\n";

async function locate(git: GitCommand): Promise<Located> {
  try {
    // A bare repository and the inside of .git have no work tree to read values from.
    const answer = await git.run("rev-parse", "--is-inside-work-tree", "--show-prefix");
    if (!answer.startsWith(INSIDE)) return { kind: "none", why: "This folder is not in a git work tree" };
    return { kind: "found", prefix: answer.slice(INSIDE.length).replace(/\n$/, "") };
  } catch (error) {
    return { kind: "none", why: explain(error) };
  }
}

function explain(error: unknown): string {
  const text = error instanceof Error ? error.message.trim() : String(error);
  if (/not a git repository/.test(text)) return "This folder is not in a git repository";
  if (/ENOENT/.test(text)) return "There is no git on PATH";
  const owner = /dubious ownership/.test(text);
  const next = owner ? "Name the folder in git's safe.directory." : "Run git status there to see more.";
  throw new UserError(`Git refuses to read this repository (${firstLine(text)}). ${next}`);
}

function firstLine(text: string): string {
  return (text.split("\n")[0] ?? "").replace(/^fatal: /, "");
}

function folderOnly(root: string, why: string): GitRepository {
  return {
    prefix: "",
    workingTree: () => Promise.resolve({ root, revision: null }),
    treeAt: (revision) =>
      Promise.reject(
        new UserError(`${why}, so there is no revision ${JSON.stringify(revision)}. Check the working tree instead.`),
      ),
    resolve: () => Promise.resolve(null),
    blame: () => Promise.resolve([]),
    changedFiles: () => Promise.resolve([]),
    mergeBase: () => Promise.resolve(null),
    diff: () => Promise.resolve([]),
    remoteUrl: () => Promise.resolve(null),
    dispose: () => Promise.resolve(),
  };
}
