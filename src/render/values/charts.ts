import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { DependencyPlan } from "../dependencies/index.ts";
import { readChart } from "../dependencies/index.ts";

/** A chart as it is rendered: its folder, and what lies below it under the names by which values reach them. */
export interface ChartFolder {
  readonly folder: string;
  /** Whether Chart.yaml names dependencies; Helm also takes what merely lies in `charts/`. */
  readonly declares: boolean;
  readonly dependencies: readonly { readonly name: string; readonly chart: ChartFolder }[];
}

const DEEPEST = 20;

/**
 * The charts of an application. Those of the repository that its Chart.yaml names by path are taken where they lie;
 * what they depend on in turn must lie in their own `charts/`, as for Helm.
 */
export function chartFolders(plan: DependencyPlan): Promise<ChartFolder> {
  return chartFolder(plan.chart.folder, plan.local, 0);
}

async function chartFolder(folder: string, local: ReadonlyMap<string, string>, depth: number): Promise<ChartFolder> {
  if (depth > DEEPEST) return { folder, declares: false, dependencies: [] };
  const { dependencies: declared } = await readChart(folder);
  const places = new Map([...(await unpacked(folder)), ...local]);
  const named = declared.flatMap(({ name, alias }) => {
    const place = places.get(name);
    return place === undefined ? [] : [{ name: alias, place }];
  });
  const names = new Set(declared.map(({ name }) => name));
  const others = [...places].flatMap(([name, place]) => (names.has(name) ? [] : [{ name, place }]));
  const dependencies = [...others, ...named].map(async ({ name, place }) => {
    return { name, chart: await chartFolder(place, new Map(), depth + 1) };
  });
  return { folder, declares: declared.length > 0, dependencies: await Promise.all(dependencies) };
}

/** Folders in `charts/` by the name of their chart. Helm passes over names that begin with a dot or an underscore. */
async function unpacked(folder: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const entry of await readdir(join(folder, "charts"), { withFileTypes: true }).catch(() => [])) {
    if (/^[._]/.test(entry.name) || entry.isFile()) continue;
    const place = join(folder, "charts", entry.name);
    const { name } = await readChart(place);
    if (name !== "") found.set(name, place);
  }
  return found;
}
