import { access } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { type Reading, read, unread } from "../../vocabulary/index.ts";
import { type Chart, type Dependency, readChart } from "./chart.ts";

/** Where the dependencies that `charts/` does not hold come from. */
export interface DependencyPlan {
  readonly chart: Chart;
  /** Folders of the repository, by the dependency's name. */
  readonly local: ReadonlyMap<string, string>;
  /** Those that only a repository of charts has. Whether the values need them is for Helm to say. */
  readonly remote: readonly Dependency[];
}

/**
 * Plans where a chart's dependencies come from. Only the chart's own are looked at: `helm dependency build` does not
 * fetch what a dependency depends on, and `helm template` leaves it out without a word.
 */
export async function planDependencies(folder: string, root: string): Promise<Reading<DependencyPlan>> {
  const chart = await readChart(folder);
  const local = new Map<string, string>();
  const remote = new Map<string, Dependency>();
  for (const dependency of chart.dependencies) {
    if (!isChartName(dependency.name))
      return unread("dependency-unavailable", nameless(dependency), "no chart has such a name");
    if (chart.unpacked.has(dependency.name)) continue;
    if (!dependency.repository.startsWith("file://")) {
      remote.set(dependency.name, dependency);
      continue;
    }
    const found = await locate(dependency, folder, root);
    if (!found.ok) return found;
    local.set(dependency.name, found.value);
  }
  return read({ chart, local, remote: [...remote.values()] });
}

/** A dependency's name becomes a folder in `charts/`: it may lead nowhere else. Helm refuses more than that. */
function isChartName(name: string): boolean {
  return /^[A-Za-z0-9._-]+$/.test(name) && !/^\.+$/.test(name);
}

function nameless({ name }: Dependency): string {
  return `dependency ${JSON.stringify(name)}`;
}

async function locate(dependency: Dependency, folder: string, root: string): Promise<Reading<string>> {
  const path = resolve(folder, dependency.repository.slice("file://".length));
  const what = `dependency ${dependency.name} (${relative(root, path)})`;
  if (relative(root, path).startsWith("..")) {
    return unread(
      "dependency-unavailable",
      `dependency ${dependency.name}`,
      `${dependency.repository} is outside of the repository`,
    );
  }
  const there = await access(join(path, "Chart.yaml")).then(
    () => true,
    () => false,
  );
  if (!there) return unread("dependency-unavailable", what, "this folder holds no chart");
  const { version } = await readChart(path);
  if (/^\d+\.\d+\.\d+$/.test(dependency.version) && !version.replace(/^v/, "").startsWith(dependency.version)) {
    return unread(
      "dependency-unavailable",
      what,
      `it has version ${version}, Chart.yaml asks for ${dependency.version}`,
    );
  }
  return read(path);
}
