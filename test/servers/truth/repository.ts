import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { KubernetesObject } from "../../../src/vocabulary/index.ts";
import { toYaml } from "./rows/index.ts";

/** One environment of the throwaway repository: one application, one namespace, one way of deploying. */
export interface TruthEnvironment {
  readonly name: string;
  readonly namespace: string;
}

/** Writes holdfast.yaml and a chart for each environment; the charts are empty until `writeObjects`. */
export async function writeRepository(
  root: string,
  environments: readonly TruthEnvironment[],
  kubeconfig: string,
): Promise<void> {
  const config = {
    schemaVersion: 1,
    layout: {
      plain: {
        values: "environments/{environment}/{application}.yaml",
        applications: environments.map(({ name, namespace }) => ({ name, chart: `charts/${name}`, namespace })),
      },
    },
    environments: environments.map(({ name }) => ({
      name,
      cluster: { context: "admin", kubeconfig },
      applications: [name],
    })),
  };
  await writeFile(join(root, "holdfast.yaml"), JSON.stringify(config));
  for (const { name } of environments) {
    await mkdir(join(root, "environments", name), { recursive: true });
    await writeFile(join(root, "environments", name, `${name}.yaml`), "{}\n");
    await writeChart(join(root, "charts", name), []);
  }
}

/** Writes a chart that renders exactly these objects. */
export async function writeChart(folder: string, objects: readonly KubernetesObject[]): Promise<void> {
  await mkdir(join(folder, "templates"), { recursive: true });
  await writeFile(join(folder, "Chart.yaml"), "apiVersion: v2\nname: truth\nversion: 1.0.0\n");
  await writeFile(join(folder, "templates", "all.yaml"), '{{ .Files.Get "objects.yaml" }}\n');
  await writeFile(join(folder, "objects.yaml"), objects.map(toYaml).join("\n---\n"));
}
