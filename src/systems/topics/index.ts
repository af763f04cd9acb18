/** KafkaTopics, except those that another part brings along for itself, and every topic that Kafka holds. */
import { weighTopics } from "../changes/index.ts";
import { foretellTopic } from "../effects/index.ts";
import { isSharedKind, STRIMZI } from "../kafka-kinds.ts";
import { kafkaNamespaces } from "../strimzi/index.ts";
import type { System } from "../system.ts";
import { coupleTopics, weighCapacity } from "./couplings/index.ts";
import { judgeTopics } from "./judge.ts";

export const topics: System = {
  name: "topics",
  owns: (part) => isSharedKind(part, "KafkaTopic"),
  lists: (declared) =>
    kafkaNamespaces(declared).flatMap((namespace) =>
      ["KafkaTopic", "Kafka"].map((kind) => ({ group: STRIMZI, kind, namespace })),
    ),
  judge: judgeTopics,
  couple: coupleTopics,
  weigh: (change) => [...weighTopics(change), ...weighCapacity(change)],
  foretell: foretellTopic,
};
