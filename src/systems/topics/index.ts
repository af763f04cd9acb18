/** KafkaTopics, except those that another part brings along for itself. */
import { isSharedKind } from "../kafka-kinds.ts";
import type { System } from "../system.ts";

export const topics: System = {
  name: "topics",
  owns: (part) => isSharedKind(part, "KafkaTopic"),
};
