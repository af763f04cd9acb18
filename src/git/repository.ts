import { rm } from "node:fs/promises";
import pLimit from "p-limit";
import { UserError } from "../errors/index.ts";
import { blamer } from "./blame.ts";
import { changedFiles } from "./changed-files.ts";
import type { GitCommand } from "./command.ts";
import { diff } from "./diff.ts";
import { type CommitFolder, materialise, type WrittenFiles } from "./materialise.ts";
import { mergeBase } from "./merge-base.ts";
import type { BlamedLine, GitRepository, Tree } from "./port.ts";
import { remoteUrl } from "./remote.ts";
import { resolveRevision } from "./resolve.ts";

export interface Location {
  readonly root: string;
  /** Where `root` lies inside the work tree: empty at its top, else ending in a slash. */
  readonly prefix: string;
}

/** Blames that run at the same time: each reads much of the history. */
const CONCURRENT_BLAMES = 4;

/** The folder of a git work tree that holds holdfast.yaml. */
export function gitRepository(git: GitCommand, location: Location): GitRepository {
  const trees = new Map<string, Promise<Tree>>();
  const blames = new Map<string, Promise<readonly BlamedLine[]>>();
  const ask = blamer(git, location.root);
  const limit = pLimit(CONCURRENT_BLAMES);
  // One tree after the other: the second takes most files from the first.
  const inTurn = pLimit(1);
  const written: WrittenFiles = new Map();

  async function treeAt(revision: string): Promise<Tree> {
    const commit = await resolveRevision(git, revision);
    if (commit === null) {
      throw new UserError(`This clone has no revision ${JSON.stringify(revision)}. Fetch it, or name another one.`);
    }
    const known = trees.get(commit);
    if (known !== undefined) return known;
    const made = inTurn(async () => ({
      root: await materialise(git, await folderOf(git, commit, location), written),
      revision: commit,
    }));
    trees.set(commit, made);
    return made;
  }

  function blame(file: string, revision: string | null): Promise<readonly BlamedLine[]> {
    const key = `${revision}\0${file}`;
    const known = blames.get(key);
    if (known !== undefined) return known;
    const asked = limit(() => ask(file, revision));
    blames.set(key, asked);
    return asked;
  }

  return {
    prefix: location.prefix,
    treeAt,
    resolve: (revision) => resolveRevision(git, revision),
    blame,
    changedFiles: (from, to) => changedFiles(git, from, to),
    mergeBase: (a, b) => mergeBase(git, a, b),
    diff: (from, to) => diff(git, from, to),
    remoteUrl: () => remoteUrl(git),
    workingTree: async () => ({ root: location.root, revision: await workingRevision(git) }),
    async dispose() {
      const made = await Promise.allSettled(trees.values());
      trees.clear();
      written.clear();
      for (const tree of made) {
        if (tree.status === "fulfilled") await rm(tree.value.root, { recursive: true, force: true });
      }
    },
  };
}

async function folderOf(git: GitCommand, commit: string, { prefix }: Location): Promise<CommitFolder> {
  if (prefix !== "" && !(await hasFolder(git, commit, prefix))) {
    throw new UserError(`Commit ${commit.slice(0, 12)} has no folder ${prefix}. Name a later revision.`);
  }
  return { commit, prefix };
}

async function hasFolder(git: GitCommand, commit: string, prefix: string): Promise<boolean> {
  const listed = await git.run("ls-tree", "-d", "-z", "--full-tree", commit, "--", prefix.replace(/\/$/, ""));
  return listed !== "";
}

const COMMIT = /^# branch\.oid ([0-9a-f]{40,64})$/;

/** The commit that is checked out, with `+dirty` when a file under the root differs; null before the first commit. */
async function workingRevision(git: GitCommand): Promise<string | null> {
  // One process tells both; its headers begin with #.
  const format = ["--porcelain=v2", "--branch", "--no-ahead-behind", "-z", "--untracked-files=normal"];
  const entries = (await git.run("status", ...format, "--", ".")).split("\0").filter((entry) => entry !== "");
  const commit = entries.map((entry) => COMMIT.exec(entry)?.[1]).find((found) => found !== undefined);
  if (commit === undefined) return null;
  return entries.every((entry) => entry.startsWith("# ")) ? commit : `${commit}+dirty`;
}
