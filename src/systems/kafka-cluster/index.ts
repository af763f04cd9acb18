/** The Kafka cluster: Kafka, KafkaNodePool, certificates, metrics, and the brokers themselves. */
import { weighCluster } from "../changes/index.ts";
import { foretellCluster } from "../effects/index.ts";
import { isClusterKind, isNamed, STRIMZI } from "../kafka-kinds.ts";
import { kafkaNamespaces } from "../strimzi/index.ts";
import type { System } from "../system.ts";
import { coupleCluster } from "./couplings/index.ts";
import { judgeCluster } from "./judge.ts";

export const kafkaCluster: System = {
  name: "kafka-cluster",
  owns: (part) => isClusterKind(part) || isNamed(part, "kafka-cluster"),
  lists: (declared) =>
    kafkaNamespaces(declared).flatMap((namespace) =>
      ["Kafka", "KafkaNodePool"].map((kind) => ({ group: STRIMZI, kind, namespace })),
    ),
  judge: judgeCluster,
  couple: coupleCluster,
  weigh: weighCluster,
  foretell: foretellCluster,
};
