import type { KubernetesObject } from "../../vocabulary/index.ts";
import type { Declared, Evidence } from "../evidence.ts";
import { STRIMZI } from "../kafka-kinds.ts";

/** Strimzi's live resources of one namespace; null for a kind that could not be listed. */
export interface KafkaResources {
  readonly namespace: string;
  readonly kafkas: readonly KubernetesObject[] | null;
  readonly pools: readonly KubernetesObject[] | null;
  readonly topics: readonly KubernetesObject[] | null;
  readonly users: readonly KubernetesObject[] | null;
}

/** The namespaces where git declares something of Strimzi's. */
export function kafkaNamespaces({ objects }: Declared): readonly string[] {
  const own = objects.filter(({ object }) => object.apiVersion.startsWith(`${STRIMZI}/`));
  return [...new Set(own.flatMap(({ object }) => object.metadata.namespace ?? []))];
}

/** The live resources of a namespace as far as they could be listed. */
export function kafkaResourcesIn(namespace: string, { live }: Evidence): KafkaResources {
  const list = (kind: string): readonly KubernetesObject[] | null => {
    const reading = live.of({ group: STRIMZI, kind, namespace });
    return reading.ok ? reading.value : null;
  };
  return {
    namespace,
    kafkas: list("Kafka"),
    pools: list("KafkaNodePool"),
    topics: list("KafkaTopic"),
    users: list("KafkaUser"),
  };
}
