import type { ServedKind } from "../../../src/observe/kubernetes/index.ts";
import { clientOf, type PlaneAddress } from "../kube/index.ts";

export const TOPICS: ServedKind = {
  group: "kafka.strimzi.io",
  version: "v1",
  kind: "KafkaTopic",
  plural: "kafkatopics",
  namespaced: true,
  verbs: ["get", "list"],
};

export const CONFIG_MAPS: ServedKind = {
  group: "",
  version: "v1",
  kind: "ConfigMap",
  plural: "configmaps",
  namespaced: true,
  verbs: ["get", "list"],
};

/** Applies `count` KafkaTopics named `PREFIX-0`, `PREFIX-1`, … and gives their names. */
export async function applyTopics(plane: PlaneAddress, namespace: string, named: TopicNames): Promise<string[]> {
  using client = clientOf(plane);
  const names = Array.from({ length: named.count }, (_, index) => `${named.prefix}-${index}`);
  for (const name of names) {
    const path = `/apis/kafka.strimzi.io/v1/namespaces/${namespace}/kafkatopics/${name}`;
    const labels = { "strimzi.io/cluster": "alerts", part: named.prefix };
    const topic = { apiVersion: "kafka.strimzi.io/v1", kind: "KafkaTopic", metadata: { name, labels } };
    const options = { fieldManager: "test", contentType: "application/apply-patch+yaml" };
    await client.mustRequest("PATCH", path, { ...topic, spec: { partitions: 3, replicas: 1 } }, options);
  }
  return names;
}

export interface TopicNames {
  readonly prefix: string;
  readonly count: number;
}
