/** The Kafka cluster: Kafka, its node pools, and what its chart brings along (certificates, metrics). */
import { isClusterKind, isNamed } from "../kafka-kinds.ts";
import type { System } from "../system.ts";

export const kafkaCluster: System = {
  name: "kafka-cluster",
  owns: (part) => isClusterKind(part) || isNamed(part, "kafka-cluster"),
};
