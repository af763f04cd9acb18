import { join } from "node:path";
import type { KubernetesObject } from "../../../src/vocabulary/index.ts";
import { applyClientSide, applyServerSide, helmInstall } from "../kube/index.ts";
import { type Cluster, listOf } from "./cluster.ts";
import { writeChart } from "./repository.ts";
import type { Way } from "./rows/index.ts";

export interface Deployment {
  readonly way: Way;
  readonly application: string;
  readonly objects: readonly KubernetesObject[];
  /** Where the chart for Helm is written. */
  readonly folder: string;
}

/** Creates the objects in one of the four ways. */
export async function deploy({ plane, namespace }: Cluster, deployment: Deployment): Promise<void> {
  const { way, application, objects, folder } = deployment;
  const manifest = { yaml: listOf(objects), namespace };
  if (way === "client-side apply") await applyClientSide(plane, manifest);
  else if (way === "server-side apply") await applyServerSide(plane, manifest);
  else {
    const chart = join(folder, "deployed", application);
    await writeChart(chart, objects);
    const helm = way === "helm 3" ? "helm-3" : "helm-4";
    await helmInstall(plane, { release: application, chart, namespace, helm });
  }
}
