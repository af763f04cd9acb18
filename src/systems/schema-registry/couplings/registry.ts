import type { DeclaredObject } from "../../evidence.ts";
import { type DeclaredKafka, kafkaNamed } from "../../intent/index.ts";
import { STRIMZI } from "../../kafka-kinds.ts";
import { clusterLabelOf } from "../../strimzi/index.ts";
import { type DeclaredIntent, fieldOf } from "../../system.ts";
import { textOf } from "../../workload/index.ts";

/** A registry as git declares it. What is left out has the default of its CustomResourceDefinition. */
export interface DeclaredRegistry extends DeclaredObject {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly topic: string;
  readonly listener: string;
  readonly compatibility: string;
  /** The version of Strimzi's API by which the operator reads the Kafka resource. */
  readonly strimziVersion: string;
  readonly securityProtocol: string;
  /** The KafkaUser of the same name; null where git declares none. */
  readonly user: DeclaredObject | null;
  /** The Kafka of that user: the operator takes it from the user's label. Null where git does not declare it. */
  readonly kafka: DeclaredKafka | null;
}

export function declaredRegistry(one: DeclaredObject, { declared }: DeclaredIntent): DeclaredRegistry {
  const { name, namespace } = one.object.metadata;
  const told = (field: string, fallback: string): string => textOf(fieldOf(one.object, "spec", field)) ?? fallback;
  const users = declared.of(STRIMZI, "KafkaUser").filter(({ object }) => object.metadata.namespace === namespace);
  const user = users.find(({ object }) => object.metadata.name === name) ?? null;
  const cluster = (user === null ? null : clusterLabelOf(user.object)) ?? clusterLabelOf(one.object);
  return {
    ...one,
    name,
    namespace,
    topic: told("registryTopic", "registry-schemas"),
    listener: told("listener", "tls"),
    compatibility: told("compatibilityLevel", "forward"),
    strimziVersion: told("strimziVersion", "v1beta2"),
    securityProtocol: told("securityProtocol", "SSL"),
    user,
    kafka: cluster === null ? null : kafkaNamed({ cluster, namespace }, declared),
  };
}
