import { isJsonObject, type KubernetesObject } from "../../vocabulary/index.ts";
import type { Evidence } from "../evidence.ts";
import { fieldOf } from "../system.ts";

/** Strimzi's own certificates: brokers, operators, exporter, Cruise Control. */
const STRIMZI_OWN = /^CN=.+,O=io\.strimzi$/;
const PATTERN_VARIABLE = "STRIMZI_IGNORED_USERS_PATTERN";

/** Principals that need no KafkaUser: super users, Strimzi itself, and what the User Operator was told to leave alone. */
export function sparedPrincipals(kafka: KubernetesObject | null, { live }: Evidence): (name: string) => boolean {
  const superUsers = kafka === null ? undefined : fieldOf(kafka, "spec", "kafka", "authorization", "superUsers");
  const names = new Set(Array.isArray(superUsers) ? superUsers.map((user) => String(user).replace(/^User:/, "")) : []);
  const pattern = kafka === null ? null : ignoredPattern(kafka, live);
  return (name) => names.has(name) || STRIMZI_OWN.test(name) || pattern?.test(name) === true;
}

/** Read where the operator runs, else where the Kafka resource sets it. */
function ignoredPattern(kafka: KubernetesObject, live: Evidence["live"]): RegExp | null {
  const { name, namespace = null } = kafka.metadata;
  const listed = live.of({ group: "apps", kind: "Deployment", namespace });
  const deployment = listed.ok
    ? listed.value.find(({ metadata }) => metadata.name === `${name}-entity-operator`)
    : undefined;
  const containers =
    deployment === undefined ? [] : listOf(fieldOf(deployment, "spec", "template", "spec", "containers"));
  const template = fieldOf(kafka, "spec", "entityOperator", "template", "userOperatorContainer");
  const variables = [...containers, template].flatMap((container) =>
    isJsonObject(container) ? listOf(container["env"]) : [],
  );
  const found = variables.find((variable) => isJsonObject(variable) && variable["name"] === PATTERN_VARIABLE);
  const text = isJsonObject(found) ? found["value"] : undefined;
  return typeof text === "string" ? compiled(text) : null;
}

/** Java matches the whole name. A pattern that only Java understands spares nobody. */
function compiled(pattern: string): RegExp | null {
  try {
    return new RegExp(`^(?:${pattern})$`);
  } catch {
    return null;
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
