import type { AclBinding } from "../../observe/kafka/state.ts";
import { isJsonObject, type KubernetesObject } from "../../vocabulary/index.ts";
import { fieldOf } from "../system.ts";
import { expandRules } from "../users/acl-rules.ts";
import type { DeclaredKafka } from "./kafka.ts";

/** Something that a user must be allowed, in Strimzi's words. */
export interface Right {
  readonly type: "topic" | "group";
  readonly name: string;
  readonly operation: "Read" | "Write" | "Create" | "Delete" | "DescribeConfigs";
}

/** Which of these rights the ACLs of a KafkaUser do not give; none where no ACLs decide. */
export function rightsLacking(
  user: KubernetesObject,
  rights: readonly Right[],
  kafka: DeclaredKafka,
): readonly Right[] {
  const { name } = user.metadata;
  if (!kafka.hasAcls || [name, `CN=${name}`].some((principal) => kafka.superUsers.includes(principal))) return [];
  const rules = fieldOf(user, "spec", "authorization", "acls");
  const bindings = expandRules(Array.isArray(rules) ? rules.filter(isJsonObject) : [], `User:${name}`);
  return rights.filter((right) => !isAllowed(right, bindings));
}

/** Kafka: a denial beats every permission. */
function isAllowed(right: Right, bindings: readonly AclBinding[]): boolean {
  const matching = bindings.filter((binding) => covers(binding, right));
  return (
    matching.some(({ permission }) => permission === "ALLOW") &&
    matching.every(({ permission }) => permission === "ALLOW")
  );
}

function covers({ resourceType, resourceName, patternType, operation }: AclBinding, right: Right): boolean {
  if (resourceType !== right.type.toUpperCase()) return false;
  const isNamed =
    patternType === "PREFIXED"
      ? right.name.startsWith(resourceName)
      : resourceName === "*" || resourceName === right.name;
  return isNamed && (operation === "ALL" || operation.replaceAll("_", "") === right.operation.toUpperCase());
}
