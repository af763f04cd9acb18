import { relative } from "node:path";
import type { ChartJob } from "./chart-job.ts";
import type { PathName } from "./helm/sentence.ts";

/** How the paths in Helm's messages are called in the repository. `folder` is where the chart was rendered. */
export function pathNames(job: ChartJob, folder: string): PathName[] {
  const { plan, tree, input } = job;
  const chart = input.application.chart;
  const linked = plan.chart.dependencies.flatMap(({ name, alias }): PathName[] => {
    const source = plan.local.get(name);
    if (source === undefined) return [];
    return [{ from: inChart(`${plan.chart.name}/charts/${alias}/`), to: `${relative(tree.root, source)}/` }];
  });
  return [
    { from: folder, to: chart },
    { from: `${tree.root}/`, to: "" },
    ...linked,
    { from: inChart(`${plan.chart.name}/`, "(?=templates/|charts/)"), to: `${chart}/` },
  ];
}

/** Helm names a template by the chart's name and its path in the chart. */
function inChart(path: string, before = ""): RegExp {
  const literal = path.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&");
  return new RegExp(`(?<![\\w./-])${literal}${before}`, "g");
}
