import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { KafkaCluster } from "../kafka/index.ts";
import type { PlaneAddress } from "../kube/index.ts";
import { writeChart } from "../truth/repository.ts";

/** A repository of one environment, whose only application is the chart of an observed Kafka cluster. */
export async function writeRepository(
  folder: string,
  {
    plane,
    namespace,
    kafka,
    cluster,
  }: { plane: PlaneAddress; namespace: string; kafka: KafkaCluster; cluster: string },
): Promise<void> {
  const bootstrap = kafka.brokers("plaintext").map(({ host, port }) => `${host}:${port}`);
  const config = {
    schemaVersion: 1,
    layout: {
      plain: {
        values: "charts/{application}/values-{environment}.yaml",
        applications: [{ name: "broker", chart: "charts/broker", namespace }],
      },
    },
    environments: [
      {
        name: "observed",
        cluster: { context: "admin", kubeconfig: plane.kubeconfig },
        services: { kafka: [{ cluster, namespace, bootstrap }] },
      },
    ],
  };
  await writeChart(chartOf(folder), []);
  await writeFile(join(chartOf(folder), "values-observed.yaml"), "{}\n");
  await writeFile(join(folder, "holdfast.yaml"), JSON.stringify(config));
}

export function chartOf(folder: string): string {
  return join(folder, "charts", "broker");
}
