import { readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { readChart } from "./chart.ts";

/** The repositories that the charts of a tree depend on, whether or not their values need them. */
export async function chartRepositoriesIn(root: string): Promise<ReadonlySet<string>> {
  const files = await readdir(root, { recursive: true });
  const folders = files.filter((file) => basename(file) === "Chart.yaml").map(dirname);
  const charts = await Promise.all(folders.map((folder) => readChart(join(root, folder))));
  return new Set(charts.flatMap(({ dependencies }) => dependencies.map(({ repository }) => repository)));
}
