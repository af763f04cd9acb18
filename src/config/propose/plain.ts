import { join } from "node:path";
import { filesIn, foldersIn, isChart } from "./folders.ts";

/** Folders `environments/<environment>/` whose values files carry the names of charts. */
export interface FoundPlain {
  readonly applications: readonly string[];
  readonly environments: readonly { readonly name: string; readonly applications: readonly string[] }[];
}

export async function findPlain(root: string): Promise<FoundPlain | null> {
  const charts: string[] = [];
  for (const name of await foldersIn(join(root, "charts"))) {
    if (await isChart(join(root, "charts", name))) charts.push(name);
  }
  const environments: { name: string; applications: string[] }[] = [];
  for (const name of await foldersIn(join(root, "environments"))) {
    const files = await filesIn(join(root, "environments", name));
    const applications = charts.filter((chart) => files.includes(`${chart}.yaml`));
    if (applications.length > 0) environments.push({ name, applications });
  }
  const used = charts.filter((chart) => environments.some(({ applications }) => applications.includes(chart)));
  return environments.length === 0 ? null : { applications: used, environments };
}
