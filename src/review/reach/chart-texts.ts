import { readdir, readFile, realpath } from "node:fs/promises";
import { join, posix, relative, sep } from "node:path";
import type { Tree } from "../../git/port.ts";
import { readChart } from "../../render/dependencies/chart.ts";

/** What a chart is made of in one tree, without rendering it. */
export interface ChartParts {
  /** The chart's folder and those of its `file://` dependencies, and of theirs, relative to the tree's root. */
  readonly folders: readonly string[];
  /** Where links in those folders lead, relative to the tree's root. */
  readonly linked: readonly string[];
  /** True where some dependency is packed, or lies in a repository of charts: its texts cannot be searched. */
  readonly isOpaque: boolean;
}

/** The charts of one tree. Each folder is looked at once. */
export class ChartTexts {
  readonly #tree: Tree;
  readonly #parts = new Map<string, Promise<ChartParts>>();
  readonly #texts = new Map<string, Promise<readonly string[]>>();

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  partsOf(chart: string): Promise<ChartParts> {
    return once(this.#parts, chart, () => findParts(chart, this.#tree));
  }

  /** The texts of its templates, of what lies in its `charts/`, and of its Chart.yaml and values.yaml. */
  async textsOf(chart: string): Promise<readonly string[]> {
    const { folders, linked } = await this.partsOf(chart);
    const texts = [...folders, ...linked].map((path) =>
      once(this.#texts, path, () => readTexts(join(this.#tree.root, path))),
    );
    return (await Promise.all(texts)).flat();
  }
}

function once<T>(kept: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const value = kept.get(key) ?? make();
  kept.set(key, value);
  return value;
}

async function findParts(chart: string, { root }: Tree): Promise<ChartParts> {
  const folders = new Set([chart]);
  const linked = new Set<string>();
  let isOpaque = false;
  for (const folder of folders) {
    const { dependencies, unpacked } = await readChart(join(root, folder));
    for (const { name, repository } of dependencies) {
      if (repository.startsWith("file://")) folders.add(posix.join(folder, repository.slice("file://".length)));
      else if (!unpacked.has(name)) isOpaque = true;
    }
    if (folder === ".." || folder.startsWith("../")) folders.delete(folder);
  }
  for (const folder of folders) {
    const found = await linksIn(folder, root);
    isOpaque ||= found.isPacked;
    for (const link of found.links) linked.add(link);
  }
  return { folders: [...folders], linked: [...linked], isOpaque };
}

/** Where the links in a folder lead, and those in the folders that they lead to. */
async function linksIn(folder: string, root: string): Promise<{ links: ReadonlySet<string>; isPacked: boolean }> {
  const top = await realpath(root);
  const places = new Set([folder]);
  let isPacked = false;
  for (const place of places) {
    const own = await realIn(join(root, place), top);
    if (own !== null) places.add(own);
    for (const entry of await readdir(join(root, place), { recursive: true, withFileTypes: true }).catch(() => [])) {
      if (entry.name.endsWith(".tgz")) isPacked = true;
      const target = entry.isSymbolicLink() ? await realIn(join(entry.parentPath, entry.name), top) : null;
      if (target !== null) places.add(target);
    }
  }
  places.delete(folder);
  return { links: places, isPacked };
}

/** Null for what is not there, or leads out of the tree: Helm is not let near it. */
async function realIn(path: string, top: string): Promise<string | null> {
  const real = await realpath(path).catch(() => null);
  if (real === null || !real.startsWith(top + sep)) return null;
  return relative(top, real).split(sep).join("/");
}

/** A larger file is no template that somebody wrote. */
const LARGEST = 4 * 1024 * 1024;

async function readTexts(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => null);
  if (entries === null) return [await textAt(path)];
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => isRendered(relative(path, file).split(sep).join("/")));
  return Promise.all(files.map(textAt));
}

async function textAt(file: string): Promise<string> {
  const text = await readFile(file, "utf8").catch(() => "");
  return text.length > LARGEST ? text.slice(0, LARGEST) : text;
}

const RENDERED = /^(?:templates|crds|charts)\/|^(?:Chart|values)\.yaml$/;
const META = /^(?:Chart\.(?:yaml|lock)|requirements\.(?:yaml|lock)|values\.yaml|values\.schema\.json|\.helmignore)$/;

/** True for what Helm renders of a chart, by the path in the chart. */
function isRendered(path: string): boolean {
  return RENDERED.test(path);
}

/** True for a file that takes part in every render; any other is there for templates that read it through `.Files`. */
export function isPartOfChart(path: string): boolean {
  return META.test(path) || RENDERED.test(path);
}
