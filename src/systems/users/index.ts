/** KafkaUsers, except those that another part brings along for itself, and everybody whom Kafka knows. */
import { weighUsers } from "../changes/index.ts";
import { foretellUser } from "../effects/index.ts";
import { isSharedKind, STRIMZI } from "../kafka-kinds.ts";
import { kafkaNamespaces } from "../strimzi/index.ts";
import type { System } from "../system.ts";
import { coupleUsers } from "./couplings/index.ts";
import { judgeUsers } from "./judge.ts";

export const users: System = {
  name: "users",
  owns: (part) => isSharedKind(part, "KafkaUser"),
  lists: (declared) => {
    const kinds = kafkaNamespaces(declared).flatMap((namespace) =>
      ["KafkaUser", "Kafka"].map((kind) => ({ group: STRIMZI, kind, namespace })),
    );
    // The entity operator says in its environment which users it leaves alone.
    const operators = declared
      .of(STRIMZI, "Kafka")
      .map(({ object }) => ({ group: "apps", kind: "Deployment", namespace: object.metadata.namespace ?? null }));
    return [...kinds, ...operators];
  },
  judge: judgeUsers,
  couple: coupleUsers,
  weigh: weighUsers,
  foretell: foretellUser,
};
