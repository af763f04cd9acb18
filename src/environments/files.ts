import { stat } from "node:fs/promises";
import { join } from "node:path";
import { UserErrors } from "../errors/index.ts";
import type { Tree } from "../git/index.ts";

export async function isFileIn(tree: Tree, path: string): Promise<boolean> {
  return statIn(tree, path).then((stats) => stats?.isFile() ?? false);
}

export async function isFolderIn(tree: Tree, path: string): Promise<boolean> {
  return statIn(tree, path).then((stats) => stats?.isDirectory() ?? false);
}

async function statIn(tree: Tree, path: string) {
  return stat(join(tree.root, path)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
    throw error;
  });
}

/** A file that holdfast.yaml names, with the sentence that tells when it is missing. */
export interface NamedFile {
  readonly path: string;
  readonly missing: string;
}

/** @throws UserErrors with a sentence for each file that the tree lacks. */
export async function requireFiles(tree: Tree, files: readonly NamedFile[]): Promise<void> {
  const present = await Promise.all(files.map(({ path }) => isFileIn(tree, path)));
  const missing = files.filter((_, index) => present[index] === false).map((file) => file.missing);
  if (missing.length > 0) throw new UserErrors([...new Set(missing)]);
}

/** Where a tree stands, for messages. */
export function whereIn(tree: Tree): string {
  const { revision } = tree;
  // A working tree with changes is no commit: what it lacks, the commit may hold.
  if (revision === null || revision.endsWith("+dirty")) return "is not there";
  return `is not there at ${revision.slice(0, 12)}`;
}
