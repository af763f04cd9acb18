import type { AclBinding } from "../../observe/kafka/state.ts";
import { isJsonObject, type JsonObject } from "../../vocabulary/index.ts";

/** Kafka's word for an operation or a resource type of Strimzi's: `DescribeConfigs` is `DESCRIBE_CONFIGS`. */
function kafkaWord(word: string): string {
  return word.replace(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase();
}

/**
 * The bindings that a KafkaUser's rules stand for: one for each rule and operation. Doubles count once.
 * Source: Strimzi's SimpleAclRule; `operation` is the older spelling of v1beta2.
 */
export function expandRules(rules: readonly JsonObject[], principal: string): AclBinding[] {
  const bindings = rules.flatMap((rule) => expandRule(rule, principal));
  return [...new Map(bindings.map((binding) => [aclKey(binding), binding])).values()];
}

function expandRule(rule: JsonObject, principal: string): AclBinding[] {
  const { resource, operations, operation, type, host } = rule;
  if (!isJsonObject(resource)) return [];
  const all = (Array.isArray(operations) ? operations : [operation]).filter((one) => typeof one === "string");
  const isCluster = resource["type"] === "cluster";
  return all.map((one) => ({
    resourceType: kafkaWord(textIn(resource, "type")),
    resourceName: isCluster ? "kafka-cluster" : textIn(resource, "name"),
    patternType: !isCluster && resource["patternType"] === "prefix" ? "PREFIXED" : "LITERAL",
    principal,
    host: typeof host === "string" ? host : "*",
    operation: kafkaWord(one),
    permission: type === "deny" ? "DENY" : "ALLOW",
  }));
}

function textIn(object: JsonObject, key: string): string {
  const value = object[key];
  return typeof value === "string" ? value : "";
}

/** Equal for equal bindings. */
export function aclKey(binding: AclBinding): string {
  return JSON.stringify([
    binding.principal,
    binding.resourceType,
    binding.resourceName,
    binding.patternType,
    binding.operation,
    binding.permission,
    binding.host,
  ]);
}
