import type { AclBinding } from "../../observe/kafka/state.ts";

/** Something that a user may do or not, on a resource or on all of a pattern. */
export type Asked = Pick<AclBinding, "resourceType" | "resourceName" | "patternType" | "host" | "operation">;

/** What `All` stands for. Source: Kafka's AclEntry.supportedOperations. */
export const OPERATIONS: Readonly<Record<string, readonly string[]>> = {
  TOPIC: ["READ", "WRITE", "CREATE", "DELETE", "ALTER", "DESCRIBE", "DESCRIBE_CONFIGS", "ALTER_CONFIGS"],
  GROUP: ["READ", "DELETE", "DESCRIBE", "DESCRIBE_CONFIGS", "ALTER_CONFIGS"],
  TRANSACTIONAL_ID: ["WRITE", "DESCRIBE"],
  CLUSTER: ["CREATE", "ALTER", "DESCRIBE", "DESCRIBE_CONFIGS", "ALTER_CONFIGS", "CLUSTER_ACTION", "IDEMPOTENT_WRITE"],
};

/** Permissions that bring another one along; denials do not. Source: Kafka's StandardAuthorizer. */
export const IMPLIED_BY: Readonly<Record<string, readonly string[]>> = {
  DESCRIBE: ["READ", "WRITE", "DELETE", "ALTER"],
  DESCRIBE_CONFIGS: ["ALTER_CONFIGS"],
};

/** True where the bindings allow all of it; with null nothing is refused. Kafka: a denial beats every permission. */
export function mayDo(asked: Asked, bindings: readonly Omit<AclBinding, "principal">[] | null): boolean {
  if (bindings === null) return true;
  const covering = bindings.filter((binding) => covers(binding, asked));
  return covering.length > 0 && covering.every(({ permission }) => permission === "ALLOW");
}

/** True where the binding is about all of what is asked. */
export function covers(binding: Omit<AclBinding, "principal">, asked: Asked): boolean {
  return (
    binding.resourceType === asked.resourceType &&
    (binding.host === "*" || binding.host === asked.host) &&
    coversName(binding, asked) &&
    coversOperation(binding, asked)
  );
}

function coversName({ patternType, resourceName }: Omit<AclBinding, "principal">, asked: Asked): boolean {
  const isEvery = asked.patternType === "LITERAL" && asked.resourceName === "*";
  if (patternType === "PREFIXED") return !isEvery && asked.resourceName.startsWith(resourceName);
  return resourceName === "*" || (asked.patternType === "LITERAL" && asked.resourceName === resourceName);
}

function coversOperation({ operation, permission }: Omit<AclBinding, "principal">, asked: Asked): boolean {
  if (operation === "ALL" || operation === asked.operation) return true;
  return permission === "ALLOW" && (IMPLIED_BY[asked.operation]?.includes(operation) ?? false);
}
