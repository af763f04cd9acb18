import { readFile, realpath } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { Application } from "../../environments/application.ts";
import type { Tree } from "../../git/port.ts";
import { ChartTexts, isPartOfChart } from "./chart-texts.ts";
import { actionsIn, callsUnknown, mayReadFiles } from "./template-actions.ts";

/** How far changed files reach into a chart. `files`: only what templates would have to read through `.Files`. */
type ChartReach = "rendered" | "files" | "none";

/** Tells which applications of one tree are rendered from files that changed. What cannot be told counts as reached. */
export class Footprints {
  readonly charts: ChartTexts;
  readonly #tree: Tree;
  readonly #changed: readonly string[];
  readonly #reaches = new Map<string, Promise<ChartReach>>();
  readonly #readsFiles = new Map<string, Promise<boolean>>();

  constructor(tree: Tree, changed: readonly string[]) {
    this.charts = new ChartTexts(tree);
    this.#tree = tree;
    this.#changed = changed;
  }

  async isReached(application: Application): Promise<boolean> {
    return (await this.isChartReached(application)) || (await this.#areValuesReached(application));
  }

  /** True when more than values files changed of what an application is rendered from. */
  async isChartReached({ chart, valueFiles }: Application): Promise<boolean> {
    const reach = await this.#reachOf(chart);
    if (reach !== "files") return reach === "rendered";
    const named = new Set(valueFiles);
    const others = this.#changed.filter((file) => !named.has(file));
    if ((await this.#chartReach(chart, others)) === "none") return false;
    return (await this.#mayReadFiles(chart)) || (await this.#doValuesReadFiles(valueFiles));
  }

  async #areValuesReached({ valueFiles }: Application): Promise<boolean> {
    const top = await realpath(this.#tree.root);
    for (const file of valueFiles) {
      if (this.#changed.some((changed) => overlaps(changed, file))) return true;
      const real = await realpath(join(top, file)).catch(() => null);
      const path = real === null ? file : relative(top, real).split(sep).join("/");
      if (path !== file && this.#changed.some((changed) => overlaps(changed, path))) return true;
    }
    return false;
  }

  #reachOf(chart: string): Promise<ChartReach> {
    const known = this.#reaches.get(chart) ?? this.#chartReach(chart, this.#changed);
    this.#reaches.set(chart, known);
    return known;
  }

  async #chartReach(chart: string, changed: readonly string[]): Promise<ChartReach> {
    const { folders, linked } = await this.charts.partsOf(chart);
    if (changed.some((file) => linked.some((link) => overlaps(file, link)))) return "rendered";
    const inside = changed.flatMap((file) => folders.flatMap((folder) => within(file, folder)));
    if (inside.some((path) => path === "" || isPartOfChart(path))) return "rendered";
    return inside.length > 0 ? "files" : "none";
  }

  #mayReadFiles(chart: string): Promise<boolean> {
    const known = this.#readsFiles.get(chart) ?? this.#searchForFiles(chart);
    this.#readsFiles.set(chart, known);
    return known;
  }

  async #searchForFiles(chart: string): Promise<boolean> {
    const actions = (await this.charts.textsOf(chart)).flatMap(actionsIn);
    const { isOpaque } = await this.charts.partsOf(chart);
    return mayReadFiles(actions) || (isOpaque && callsUnknown(actions));
  }

  /** A value may hold a template that the chart runs. */
  async #doValuesReadFiles(valueFiles: readonly string[]): Promise<boolean> {
    const texts = await Promise.all(
      valueFiles.map((file) => readFile(join(this.#tree.root, file), "utf8").catch(() => "")),
    );
    return mayReadFiles(texts.flatMap(actionsIn));
  }
}

/** The path in the folder; empty where the folder lies in what changed, which is then a link. */
function within(file: string, folder: string): readonly string[] {
  if (folder === "" || folder === ".") return [file];
  if (file === folder || folder.startsWith(`${file}/`)) return [""];
  return file.startsWith(`${folder}/`) ? [file.slice(folder.length + 1)] : [];
}

function overlaps(file: string, path: string): boolean {
  return file === path || path.startsWith(`${file}/`) || file.startsWith(`${path}/`);
}
