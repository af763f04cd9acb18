/** Kafka's names for what the protocol sends as numbers (org.apache.kafka.common.acl, .resource and .config). */
import type { ConfigSource } from "../state.ts";

const RESOURCE_TYPES = ["UNKNOWN", "ANY", "TOPIC", "GROUP", "CLUSTER", "TRANSACTIONAL_ID", "DELEGATION_TOKEN", "USER"];
const PATTERN_TYPES = ["UNKNOWN", "ANY", "MATCH", "LITERAL", "PREFIXED"];
const PERMISSIONS = ["UNKNOWN", "ANY", "DENY", "ALLOW"];
const OPERATIONS = [
  "UNKNOWN",
  "ANY",
  "ALL",
  "READ",
  "WRITE",
  "CREATE",
  "DELETE",
  "ALTER",
  "DESCRIBE",
  "CLUSTER_ACTION",
  "DESCRIBE_CONFIGS",
  "ALTER_CONFIGS",
  "IDEMPOTENT_WRITE",
  "CREATE_TOKENS",
  "DESCRIBE_TOKENS",
  "TWO_PHASE_COMMIT",
];
const SCRAM_MECHANISMS = ["UNKNOWN", "SCRAM-SHA-256", "SCRAM-SHA-512"];
const CONFIG_SOURCES: readonly ConfigSource[] = [
  "UNKNOWN",
  "DYNAMIC_TOPIC_CONFIG",
  "DYNAMIC_BROKER_CONFIG",
  "DYNAMIC_DEFAULT_BROKER_CONFIG",
  "STATIC_BROKER_CONFIG",
  "DEFAULT_CONFIG",
];

/** What every filter takes for "any". */
export const ANY = 1;
/** Position of an operation in the bit field of what an account may do. */
export const DESCRIBE = OPERATIONS.indexOf("DESCRIBE");
export const CONFIG_OF_TOPIC = 2;
export const CONFIG_OF_BROKER = 4;

export const resourceType = named(RESOURCE_TYPES);
export const patternType = named(PATTERN_TYPES);
export const permission = named(PERMISSIONS);
export const operation = named(OPERATIONS);
export const scramMechanism = named(SCRAM_MECHANISMS);

export function configSource(number: number): ConfigSource {
  return CONFIG_SOURCES[number] ?? "UNKNOWN";
}

/** A number that came after these words were written keeps its number, so that nothing is mistaken for another. */
function named(names: readonly string[]): (number: number) => string {
  return (number) => names[number] ?? `UNKNOWN_${number}`;
}
