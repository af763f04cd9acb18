/** The schema registry with its own topic, user, ingress and sync Job. */
import { foretellRegistry, foretellTopic, foretellUser } from "../effects/index.ts";
import type { Declared, LiveKind } from "../evidence.ts";
import { kindsOf } from "../found.ts";
import { isNamed, isSchemaRegistry, STRIMZI } from "../kafka-kinds.ts";
import type { System } from "../system.ts";
import { coupleRegistries } from "./couplings/index.ts";
import { judgeRegistries } from "./judge.ts";
import { declaredRegistries } from "./parts.ts";
import { weighRegistries } from "./weigh.ts";

export const schemaRegistry: System = {
  name: "schema-registry",
  owns: (part) => isSchemaRegistry(part) || isNamed(part, "schema-registry"),
  lists: listsOfRegistries,
  judge: judgeRegistries,
  couple: coupleRegistries,
  weigh: weighRegistries,
  foretell: (change) => [...foretellRegistry(change), ...foretellTopic(change), ...foretellUser(change)],
};

/** The resources, what their operator derives from them, and what it needs for that. */
function listsOfRegistries(declared: Declared): readonly LiveKind[] {
  return kindsOf(declaredRegistries(declared)).flatMap((registries) => {
    const { namespace } = registries;
    return [
      registries,
      { group: "apps", kind: "Deployment", namespace },
      { group: "", kind: "Service", namespace },
      { group: STRIMZI, kind: "KafkaUser", namespace },
      { group: STRIMZI, kind: "Kafka", namespace },
    ];
  });
}
