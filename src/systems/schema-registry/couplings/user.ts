import { judgeRights } from "../../clients/index.ts";
import { coupling, isWholeIn, type Right } from "../../intent/index.ts";
import { clusterLabelOf, LABEL_PATH } from "../../strimzi/index.ts";
import { type DeclaredIntent, fieldOf, type SystemDifference } from "../../system.ts";
import { textOf } from "../../workload/index.ts";
import type { DeclaredRegistry } from "./registry.ts";

/** The group in which the registry's replicas elect their leader, unless they are told another. */
const GROUP = "schema-registry";

/** The operator takes cluster and certificate from the KafkaUser of the registry's own name. */
export function judgeUser(registry: DeclaredRegistry, intent: DeclaredIntent): readonly SystemDifference[] {
  const { user, name, namespace } = registry;
  if (user === null) {
    if (!isWholeIn(namespace, intent)) return [];
    const statement = `StrimziSchemaRegistry ${name} has no KafkaUser of the same name, from which its operator takes the certificate; declare a KafkaUser ${name} with authentication tls`;
    return [coupling({ reason: "registry-user", one: registry, path: ["metadata", "name"], statement })];
  }
  const type = textOf(fieldOf(user.object, "spec", "authentication", "type"));
  if (type !== "tls") {
    const path = ["spec", "authentication", "type"];
    const statement = `KafkaUser ${name} has no certificate for StrimziSchemaRegistry ${name}, because its authentication is ${type ?? "not set"}; set it to tls`;
    return [coupling({ reason: "registry-user", one: user, path, statement, desired: "tls" })];
  }
  return [...judgeLabel(registry), ...judgeAccess(registry)];
}

/** The operator goes by the user's label; another one on the registry misleads whoever reads it. */
function judgeLabel(registry: DeclaredRegistry): readonly SystemDifference[] {
  const { user, name } = registry;
  const [own, users] = [clusterLabelOf(registry.object), user === null ? null : clusterLabelOf(user.object)];
  if (own === null || users === null || own === users) return [];
  const statement = `StrimziSchemaRegistry ${name} names Kafka ${own}, but its KafkaUser names ${users}, which the operator takes; make both name the same cluster`;
  return [coupling({ reason: "registry-user", one: registry, path: LABEL_PATH, statement, desired: users })];
}

function judgeAccess({ user, kafka, topic, name }: DeclaredRegistry): readonly SystemDifference[] {
  if (user === null || kafka === null) return [];
  const rights: readonly Right[] = [
    ...(["Read", "Write", "DescribeConfigs"] as const).map((operation) => ({
      type: "topic" as const,
      name: topic,
      operation,
    })),
    { type: "group", name: GROUP, operation: "Read" },
  ];
  return judgeRights(user, { kafka, rights, who: `StrimziSchemaRegistry ${name}` });
}
