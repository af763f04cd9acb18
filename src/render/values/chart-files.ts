import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { assertInside } from "../files.ts";
import { readArchive } from "./archive.ts";

/** The files of a chart, wherever they lie. */
export interface ChartFiles {
  /** Names the chart's place, once for each place. */
  readonly key: string;
  /** The text of a file of the chart; null where there is none. */
  text(path: string): Promise<string | null>;
  /** The absolute path of a file of the chart; null in an archive. */
  absolute(path: string): string | null;
  /** The charts in `charts/`, packed or not. Helm passes over names that begin with a dot or an underscore. */
  charts(): Promise<readonly ChartFiles[]>;
}

/**
 * A chart that lies in a folder. `root` is the real path that links may not leave.
 * @throws UnsafeTree when one that is read does.
 */
export function filesInFolder(folder: string, root: string): ChartFiles {
  return {
    key: folder,
    text: (path) => textAt(join(folder, path), root),
    absolute: (path) => join(folder, path),
    charts: async () => {
      const entries = await readdir(join(folder, "charts")).catch(() => []);
      const charts = entries.filter(isNamed).map((name) => inCharts(join(folder, "charts", name), root));
      return (await Promise.all(charts)).filter((chart) => chart !== null);
    },
  };
}

async function inCharts(path: string, root: string): Promise<ChartFiles | null> {
  if (!path.endsWith(".tgz")) return filesInFolder(path, root);
  await assertInside(path, relative(root, path), [root]);
  const packed = await readFile(path);
  // What cannot be unpacked is for Helm to refuse.
  const files = await readArchive(packed).catch(() => null);
  const top = files === null ? undefined : [...files.keys()][0]?.split("/")[0];
  return files === null || top === undefined ? null : filesInArchive(files, { archive: path, root: top });
}

function filesInArchive(files: ReadonlyMap<string, string>, at: { archive: string; root: string }): ChartFiles {
  const { archive, root } = at;
  return {
    key: `${archive}!${root}`,
    text: async (path) => files.get(`${root}/${path}`) ?? null,
    absolute: () => null,
    charts: async () => {
      const below = `${root}/charts/`;
      const names = [...files.keys()].filter((path) => path.startsWith(below)).map((path) => path.slice(below.length));
      const folders = new Set(names.filter((path) => path.includes("/")).map((path) => path.split("/")[0] ?? ""));
      return [...folders].filter(isNamed).map((name) => filesInArchive(files, { archive, root: `${below}${name}` }));
    },
  };
}

function isNamed(name: string): boolean {
  return !/^[._]/.test(name);
}

async function textAt(path: string, root: string): Promise<string | null> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
    throw error;
  });
  if (text !== null) await assertInside(path, relative(root, path), [root]);
  return text;
}
