import { linkSync, mkdirSync, writeFileSync } from "node:fs";
import { mkdtemp, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, sep } from "node:path";
import { readBlobs } from "./blobs.ts";
import type { GitCommand } from "./command.ts";
import { parseTreeEntries, type TreeEntry } from "./tree-entries.ts";

/** Where each file's content lies in the trees so far, by its kind and blob. Nobody writes to a tree. */
export type WrittenFiles = Map<string, string>;

export interface CommitFolder {
  readonly commit: string;
  /** Empty for the whole commit, else ending in a slash. */
  readonly prefix: string;
}

/**
 * Writes a folder of a commit into a new temporary folder, byte for byte as the commit holds it, and returns its path.
 * Objects are read with plumbing, so that no filter, hook, attribute or line-ending rule of the user's takes part.
 * A link that leads out of the folder is left out, as Argo CD refuses it; a submodule is an empty folder.
 * @param written of two trees that differ in a few files, the second one is hard links for the most part.
 */
export async function materialise(
  git: GitCommand,
  { commit, prefix }: CommitFolder,
  written: WrittenFiles,
): Promise<string> {
  const listing = await git.run("ls-tree", "-r", "-z", "--full-tree", `${commit}:${prefix.replace(/\/$/, "")}`);
  const entries = parseTreeEntries(listing);
  const root = await realpath(await mkdtemp(join(tmpdir(), "holdfast-tree-")));
  try {
    makeFolders(root, entries);
    const links = await writeFiles(root, linkKnown(root, entries, written), git);
    await makeLinks(root, links);
    for (const entry of entries) if (isFile(entry)) written.set(keyOf(entry), join(root, entry.path));
  } catch (error) {
    await rm(root, { recursive: true, force: true });
    throw error;
  }
  return root;
}

/** Folders come first, so that nothing is ever written through a link. */
function makeFolders(root: string, entries: readonly TreeEntry[]): void {
  const folders = entries.map(({ kind, path }) => (kind === "submodule" ? path : dirname(path)));
  for (const folder of new Set(folders)) mkdirSync(join(root, folder), { recursive: true });
}

/** Links what another tree holds already. @returns the rest. */
function linkKnown(root: string, entries: readonly TreeEntry[], written: WrittenFiles): readonly TreeEntry[] {
  return entries.filter((entry) => {
    const known = isFile(entry) ? written.get(keyOf(entry)) : undefined;
    if (known === undefined) return true;
    try {
      linkSync(known, join(root, entry.path));
      return false;
    } catch {
      // A file system may allow few links to a file, or none.
      return true;
    }
  });
}

function isFile({ kind }: TreeEntry): boolean {
  return kind === "file" || kind === "executable";
}

function keyOf({ kind, blob }: TreeEntry): string {
  return `${kind} ${blob}`;
}

async function writeFiles(
  root: string,
  entries: readonly TreeEntry[],
  git: GitCommand,
): Promise<ReadonlyMap<string, string>> {
  const waiting = byBlob(entries);
  const links = new Map<string, string>();
  const output = git.stream(["cat-file", "--batch"], [...waiting.keys()].map((blob) => `${blob}\n`).join(""));
  for await (const { id, content } of readBlobs(output)) {
    for (const { kind, path } of waiting.get(id) ?? []) {
      if (kind === "link") links.set(path, content.toString());
      // Thousands of small files: awaiting each of them costs several times what writing it does.
      else writeFileSync(join(root, path), content, { flag: "wx", mode: kind === "executable" ? 0o755 : 0o644 });
    }
    waiting.delete(id);
  }
  if (waiting.size > 0) throw new Error(`git cat-file left out ${waiting.size} objects`);
  return links;
}

function byBlob(entries: readonly TreeEntry[]): Map<string, TreeEntry[]> {
  const map = new Map<string, TreeEntry[]>();
  for (const entry of entries) {
    if (entry.kind === "submodule") continue;
    const same = map.get(entry.blob);
    if (same === undefined) map.set(entry.blob, [entry]);
    else same.push(entry);
  }
  return map;
}

async function makeLinks(root: string, links: ReadonlyMap<string, string>): Promise<void> {
  for (const [path, target] of links) await symlink(target, join(root, path));
  // Only with all links in place does it show where one really leads.
  const outside: string[] = [];
  for (const path of links.keys()) if (await leadsOut(root, join(root, path))) outside.push(path);
  for (const path of outside) await rm(join(root, path));
}

async function leadsOut(root: string, link: string): Promise<boolean> {
  const end = await realpath(link).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ELOOP" || error.code === "ENOTDIR") return root;
    throw error;
  });
  return end !== root && !end.startsWith(root + sep);
}
