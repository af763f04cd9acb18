import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { filesIn, foldersIn, isChart } from "./folders.ts";

/** A chart that renders Argo CD Applications, and the environments that have a values file in it. */
export interface FoundAppOfApps {
  /** Relative to the repository's root. */
  readonly chart: string;
  readonly environments: readonly string[];
}

const DEEPEST = 3;

/** Looks for such a chart at most three folders deep; the one with the most environments wins. */
export async function findAppOfApps(root: string): Promise<FoundAppOfApps | null> {
  const found: FoundAppOfApps[] = [];
  for await (const chart of chartsBelow(root, "", DEEPEST)) {
    const environments = environmentsIn(await filesIn(join(root, chart)));
    if (environments.length > 0 && (await rendersApplications(join(root, chart, "templates"))))
      found.push({ chart, environments });
  }
  return found.toSorted((a, b) => b.environments.length - a.environments.length)[0] ?? null;
}

async function* chartsBelow(root: string, folder: string, depth: number): AsyncGenerator<string> {
  if (folder !== "" && (await isChart(join(root, folder)))) yield folder;
  if (depth === 0) return;
  for (const name of await foldersIn(join(root, folder)))
    yield* chartsBelow(root, folder === "" ? name : `${folder}/${name}`, depth - 1);
}

function environmentsIn(files: readonly string[]): readonly string[] {
  return files.flatMap((file) => /^values-(?<name>[A-Za-z0-9][\w.-]*)\.yaml$/.exec(file)?.groups?.["name"] ?? []);
}

async function rendersApplications(folder: string): Promise<boolean> {
  for (const file of await filesIn(folder)) {
    if (declaresApplication(await readFile(join(folder, file), "utf8"))) return true;
  }
  for (const name of await foldersIn(folder)) {
    if (await rendersApplications(join(folder, name))) return true;
  }
  return false;
}

function declaresApplication(template: string): boolean {
  return (
    /^\s*apiVersion:\s*["']?argoproj\.io\//m.test(template) &&
    /^\s*kind:\s*["']?Application(Set)?["']?\s*$/m.test(template)
  );
}
