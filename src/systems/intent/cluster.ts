import { isJsonObject, type JsonObject, type KubernetesObject } from "../../vocabulary/index.ts";
import type { DeclaredObject } from "../evidence.ts";
import { STRIMZI } from "../kafka-kinds.ts";
import { clusterLabelOf, configText } from "../strimzi/index.ts";
import { type DeclaredIntent, fieldOf } from "../system.ts";
import { objectsIn, textOf } from "../workload/index.ts";
import { isWholeIn } from "./absence.ts";

/** A Kafka cluster as git declares it, with everything that carries its label. */
export interface DeclaredCluster extends DeclaredObject {
  readonly name: string;
  readonly namespace: string;
  readonly pools: readonly DeclaredObject[];
  readonly topics: readonly DeclaredObject[];
  readonly users: readonly DeclaredObject[];
  /** False where an application that could not be rendered may declare more of it. */
  readonly whole: boolean;
}

export function declaredClusters(intent: DeclaredIntent): readonly DeclaredCluster[] {
  return intent.declared.of(STRIMZI, "Kafka").map((kafka) => {
    const { name, namespace = "" } = kafka.object.metadata;
    const of = (kind: string, where: string) =>
      intent.declared
        .of(STRIMZI, kind)
        .filter(({ object }) => (object.metadata.namespace ?? "") === where && clusterLabelOf(object) === name);
    return {
      ...kafka,
      name,
      namespace,
      pools: of("KafkaNodePool", namespace),
      topics: of("KafkaTopic", watchedNamespace(kafka.object, "topicOperator")),
      users: of("KafkaUser", watchedNamespace(kafka.object, "userOperator")),
      whole: isWholeIn(namespace, intent),
    };
  });
}

/** The namespace that an entity operator looks at: its own unless it is told another. */
export function watchedNamespace(kafka: KubernetesObject, operator: "topicOperator" | "userOperator"): string {
  const told = textOf(fieldOf(kafka, "spec", "entityOperator", operator, "watchedNamespace"));
  return told ?? kafka.metadata.namespace ?? "";
}

export function rolesOf({ object }: DeclaredObject): readonly string[] {
  const roles = fieldOf(object, "spec", "roles");
  return Array.isArray(roles) ? roles.flatMap((role) => textOf(role) ?? []) : [];
}

/** How many nodes a pool asks for; null where it does not say. */
export function nodesOf({ object }: DeclaredObject): number | null {
  const replicas = fieldOf(object, "spec", "replicas");
  return typeof replicas === "number" ? replicas : null;
}

/** How many nodes of the role the cluster has; null where that is not all known. */
export function nodesWith(role: "broker" | "controller", { pools, whole }: DeclaredCluster): number | null {
  if (!whole || pools.length === 0) return null;
  const counts = pools.filter((pool) => rolesOf(pool).includes(role)).map(nodesOf);
  return counts.reduce((sum: number | null, count) => (sum === null || count === null ? null : sum + count), 0);
}

/** The config that the Kafka resource gives all brokers. */
export function brokerConfigOf({ object }: DeclaredObject): JsonObject {
  const config = fieldOf(object, "spec", "kafka", "config");
  return isJsonObject(config) ? config : {};
}

/** A whole number in a config map, written as a number or as text; null for anything else. */
export function wholeNumberIn(config: JsonObject, key: string): number | null {
  const text = configText(config[key]) ?? "";
  return /^-?\d+$/.test(text.trim()) ? Number(text) : null;
}

/** A listener of a Kafka resource and its place in the list. */
export interface PlacedListener {
  readonly name: string;
  readonly index: number;
  readonly spec: JsonObject;
}

/** Null where the listeners are no list, as in the oldest versions of the resource. */
export function listenersOf({ object }: DeclaredObject): readonly PlacedListener[] | null {
  const listeners = fieldOf(object, "spec", "kafka", "listeners");
  if (!Array.isArray(listeners)) return null;
  return objectsIn(listeners).map((spec) => ({
    name: textOf(spec["name"]) ?? "",
    index: listeners.indexOf(spec),
    spec,
  }));
}
