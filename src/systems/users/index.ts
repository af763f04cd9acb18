/** KafkaUsers, except those that another part brings along for itself. */
import { isSharedKind } from "../kafka-kinds.ts";
import type { System } from "../system.ts";

export const users: System = {
  name: "users",
  owns: (part) => isSharedKind(part, "KafkaUser"),
};
