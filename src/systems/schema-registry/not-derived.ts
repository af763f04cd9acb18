import { type Cause, resourceOf } from "../../vocabulary/index.ts";
import type { Evidence } from "../evidence.ts";
import { declaredAndLive, found } from "../found.ts";
import { STRIMZI } from "../kafka-kinds.ts";
import { registryOperatorOf } from "../registry-operator/parts.ts";
import { fieldOf, type SystemDifference } from "../system.ts";
import { conditionsOf, objectsIn, textOf } from "../workload/index.ts";
import { clusterOf, type Registry } from "./parts.ts";

/** The operator gets this long to make what it makes. */
const MAKING_MS = 3 * 60_000;

interface Obstacle {
  readonly words: string;
  readonly cause?: Cause;
}

/** Says that the operator made no Deployment of a registry, and what stands in its way. */
export function judgeNotDerived(registry: Registry, evidence: Evidence): readonly SystemDifference[] {
  const { live, name, namespace, application } = registry;
  const deployments = evidence.live.of({ group: "apps", kind: "Deployment", namespace });
  const made = Date.parse(textOf(live.metadata["creationTimestamp"]) ?? "");
  if (!deployments.ok || evidence.now.getTime() - made < MAKING_MS || hasNoControllers(evidence)) return [];
  const { words, cause } = obstacleOf(registry, evidence);
  return [
    found(application, {
      kind: "missing",
      layer: "operator",
      resource: { type: "kubernetes", group: "apps", version: "v1", kind: "Deployment", namespace, name },
      reason: null,
      statement: `The registry operator made no Deployment for StrimziSchemaRegistry ${name}${words}`,
      ...(cause !== undefined && { cause }),
    }),
  ];
}

/** Where no controller ever looked at the operator's own Deployment, nothing is made of anything. */
function hasNoControllers({ declared, live }: Evidence): boolean {
  const operators = declaredAndLive(registryOperatorOf(declared), live);
  return operators.length > 0 && operators.every((operator) => conditionsOf(operator.live).length === 0);
}

function obstacleOf(registry: Registry, evidence: Evidence): Obstacle {
  return noUser(registry, evidence) ?? noCluster(registry, evidence) ?? noOperator(evidence);
}

function noUser({ name, namespace }: Registry, { live }: Evidence): Obstacle | null {
  const users = live.of({ group: STRIMZI, kind: "KafkaUser", namespace });
  if (!users.ok) return null;
  const user = users.value.find(({ metadata }) => metadata.name === name);
  const resource = { type: "kubernetes", group: STRIMZI, version: "v1", kind: "KafkaUser", namespace, name } as const;
  if (user === undefined) return { words: `: there is no KafkaUser ${name}`, cause: { resource, path: null } };
  if (user.metadata.labels?.["strimzi.io/cluster"] !== undefined) return null;
  const path = ["metadata", "labels", "strimzi.io/cluster"];
  return { words: `: KafkaUser ${name} has no label strimzi.io/cluster`, cause: { resource: resourceOf(user), path } };
}

function noCluster(registry: Registry, evidence: Evidence): Obstacle | null {
  const { live, namespace } = registry;
  const kafkas = evidence.live.of({ group: STRIMZI, kind: "Kafka", namespace });
  const name = clusterOf(registry, evidence);
  if (!kafkas.ok || name === null) return null;
  const resource = { type: "kubernetes", group: STRIMZI, version: "v1", kind: "Kafka", namespace, name } as const;
  const kafka = kafkas.value.find(({ metadata }) => metadata.name === name);
  if (kafka === undefined) return { words: `: there is no Kafka ${name}`, cause: { resource, path: null } };
  const listener = textOf(fieldOf(live, "spec", "listener")) ?? "tls";
  const listeners = objectsIn(fieldOf(kafka, "spec", "kafka", "listeners"));
  if (listeners.some((one) => one["name"] === listener)) return null;
  const path = ["spec", "kafka", "listeners"];
  return { words: `: Kafka ${name} has no listener ${listener}`, cause: { resource, path } };
}

function noOperator({ declared }: Evidence): Obstacle {
  const [operator] = registryOperatorOf(declared);
  return operator === undefined
    ? { words: "" }
    : { words: "", cause: { resource: resourceOf(operator.object), path: null } };
}
