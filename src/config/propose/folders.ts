import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** Names of the folders in a folder, sorted; hidden ones and node_modules are left out. Empty when there is no such folder. */
export async function foldersIn(folder: string): Promise<readonly string[]> {
  const entries = await entriesOf(folder);
  return entries.flatMap((entry) =>
    entry.isDirectory() && !entry.name.startsWith(".") && entry.name !== "node_modules" ? [entry.name] : [],
  );
}

/** Names of the files in a folder, sorted; empty when there is no such folder. */
export async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await entriesOf(folder);
  return entries.flatMap((entry) => (entry.isFile() ? [entry.name] : []));
}

export async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (stats) => stats.isFile(),
    () => false,
  );
}

export async function isChart(folder: string): Promise<boolean> {
  return isFile(join(folder, "Chart.yaml"));
}

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return [];
    throw error;
  });
  return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
