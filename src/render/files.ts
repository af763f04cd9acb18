import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { UnsafeTree } from "./unsafe-tree.ts";

/** A file that Helm would load with a chart. */
export interface ChartFile {
  /** Relative to the chart, with `/` between the parts. */
  readonly path: string;
  readonly absolute: string;
  /** Bytes. */
  readonly size: number;
}

const MOST_FILES = 20_000;
const LARGEST_FILE = 20 * 1024 * 1024;
const DEEPEST = 40;

/**
 * The files of a chart, links followed as Helm follows them. `roots` are the real paths of the folders that a link may
 * lead into.
 * @throws UnsafeTree for a link that leads elsewhere, and for more or larger files than a chart may have.
 */
export async function listChartFiles(chart: string, roots: readonly string[]): Promise<ChartFile[]> {
  const files: ChartFile[] = [];
  const visit = async (folder: string, path: string, depth: number): Promise<void> => {
    if (depth > DEEPEST) throw new UnsafeTree(path, "is nested too deeply, or a link leads back to its own folder");
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const below = path === "" ? entry.name : `${path}/${entry.name}`;
      const absolute = join(folder, entry.name);
      if (await isFolder(entry, { absolute, path: below, roots })) await visit(absolute, below, depth + 1);
      else files.push(await chartFile(absolute, below));
      if (files.length > MOST_FILES) throw new UnsafeTree(path, `holds more than ${MOST_FILES} files`);
    }
  };
  await visit(chart, "", 0);
  return files;
}

/** @throws UnsafeTree when the path's real place is outside of the roots, or there is nothing. */
export async function assertInside(absolute: string, path: string, roots: readonly string[]): Promise<void> {
  const real = await realpath(absolute).catch(() => null);
  if (real === null) throw new UnsafeTree(path, "is a link to nothing");
  if (!roots.some((root) => real === root || real.startsWith(root + sep))) {
    throw new UnsafeTree(path, "is a link that leaves the repository");
  }
}

interface Place {
  readonly absolute: string;
  readonly path: string;
  readonly roots: readonly string[];
}

async function isFolder(entry: Dirent, place: Place): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  await assertInside(place.absolute, place.path, place.roots);
  return (await stat(place.absolute)).isDirectory();
}

async function chartFile(absolute: string, path: string): Promise<ChartFile> {
  const { size } = await stat(absolute);
  if (size > LARGEST_FILE) throw new UnsafeTree(path, "is larger than 20 MiB");
  return { path, absolute, size };
}
