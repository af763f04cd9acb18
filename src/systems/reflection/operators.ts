import type { KubernetesResource } from "../../vocabulary/index.ts";

const OPERATORS: Readonly<Record<string, string>> = {
  "kafka.strimzi.io/KafkaTopic": "Topic Operator",
  "kafka.strimzi.io/KafkaUser": "User Operator",
  "kafka.strimzi.io/Kafka": "Cluster Operator",
  "kafka.strimzi.io/KafkaNodePool": "Cluster Operator",
  "roundtable.lsst.codes/StrimziSchemaRegistry": "registry operator",
};

/** The operator that acts on a kind; null where Kubernetes itself does. */
export function operatorOf({ group, kind }: KubernetesResource): string | null {
  return OPERATORS[`${group}/${kind}`] ?? null;
}
