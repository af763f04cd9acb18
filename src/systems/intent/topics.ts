import type { DeclaredObject } from "../evidence.ts";
import { STRIMZI } from "../kafka-kinds.ts";
import { clusterLabelOf, isInternalTopic } from "../strimzi/index.ts";
import { type DeclaredIntent, fieldOf } from "../system.ts";
import { textOf } from "../workload/index.ts";
import { isWholeIn } from "./absence.ts";
import { watchedNamespace } from "./cluster.ts";
import type { DeclaredKafka } from "./kafka.ts";

type Where = Pick<DeclaredKafka, "name" | "object">;

/** The KafkaTopic by the name that the topic has in Kafka; null where git declares none. */
export function topicNamed(topic: string, kafka: Where, { declared }: DeclaredIntent): DeclaredObject | null {
  return topicsOf(kafka, { declared }).find(({ object }) => nameInKafka(object) === topic) ?? null;
}

/**
 * True where git declares the topics of that cluster, all of what it declares there is known, and this one is not among
 * it, not even for another cluster: that is a wrong label.
 */
export function surelyLacksTopic(topic: string, kafka: Where, intent: DeclaredIntent): boolean {
  const namespace = watchedNamespace(kafka.object, "topicOperator");
  return (
    topicsOf(kafka, intent).length > 0 &&
    isWholeIn(namespace, intent) &&
    !isInternalTopic(topic) &&
    topicsIn(namespace, intent).every(({ object }) => nameInKafka(object) !== topic)
  );
}

function topicsOf({ name, object: kafka }: Where, intent: Pick<DeclaredIntent, "declared">): readonly DeclaredObject[] {
  const namespace = watchedNamespace(kafka, "topicOperator");
  return topicsIn(namespace, intent).filter(({ object }) => clusterLabelOf(object) === name);
}

function topicsIn(namespace: string, { declared }: Pick<DeclaredIntent, "declared">): readonly DeclaredObject[] {
  return declared.of(STRIMZI, "KafkaTopic").filter(({ object }) => object.metadata.namespace === namespace);
}

/** Strimzi: `spec.topicName`, else the resource's own name. */
function nameInKafka(object: DeclaredObject["object"]): string {
  return textOf(fieldOf(object, "spec", "topicName")) ?? object.metadata.name;
}
