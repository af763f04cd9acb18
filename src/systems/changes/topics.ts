import type { DeclaredObject } from "../evidence.ts";
import { type DeclaredKafka, kafkaNamed } from "../intent/index.ts";
import { STRIMZI } from "../kafka-kinds.ts";
import { clusterLabelOf, isUnmanaged } from "../strimzi/index.ts";
import { type Change, type DeclaredIntent, fieldOf, type SystemDifference } from "../system.ts";
import { textOf } from "../workload/index.ts";
import { type Pair, pairsOf, removedOf } from "./pairs.ts";
import { weighPolicy, weighRetention } from "./retention.ts";
import { risk } from "./risk.ts";

/** What a change of KafkaTopics does to the topics. Strimzi leaves unmanaged ones alone. */
export function weighTopics(change: Change): readonly SystemDifference[] {
  const pairs = pairsOf("KafkaTopic", change).filter(({ after }) => !isUnmanaged(after.object));
  return [
    ...pairs.flatMap((pair) => {
      const kafka = kafkaOf(pair.after, change.after);
      return [
        ...weighName(pair),
        ...weighPartitions(pair),
        ...(kafka === null ? [] : weighReplicas(pair, kafka)),
        ...weighPolicy(pair, kafka),
        ...weighRetention(pair, { before: kafkaOf(pair.before, change.before), after: kafka }),
      ];
    }),
    ...weighRemoved(change),
  ];
}

function weighPartitions({ before, after }: Pair): readonly SystemDifference[] {
  const [was, is] = [numberAt(before, "partitions"), numberAt(after, "partitions")];
  if (was === null || is === null || is >= was) return [];
  const statement = `KafkaTopic ${nameOf(after)} goes from ${was} partitions to ${is}, which Kafka cannot do, so Strimzi refuses the resource; keep ${was}, or make a new topic`;
  return [risk({ reason: "partitions-lowered", one: after, path: ["spec", "partitions"], statement })];
}

/** Without Cruise Control nobody moves the copies. */
function weighReplicas({ before, after }: Pair, kafka: DeclaredKafka): readonly SystemDifference[] {
  const [was, is] = [numberAt(before, "replicas"), numberAt(after, "replicas")];
  const canMove = (fieldOf(kafka.object, "spec", "cruiseControl") ?? null) !== null;
  if (was === null || is === null || is === was || canMove) return [];
  const statement = `KafkaTopic ${nameOf(after)} goes from ${was} replicas to ${is}, which Strimzi does only with Cruise Control, and Kafka ${kafka.name} has none; keep ${was}, or add spec.cruiseControl`;
  return [risk({ reason: "replicas-changed", one: after, path: ["spec", "replicas"], statement })];
}

function weighName({ before, after }: Pair): readonly SystemDifference[] {
  const [was, is] = [topicOf(before), topicOf(after)];
  if (was === is) return [];
  const statement = `KafkaTopic ${nameOf(after)} goes from topic ${was} to ${is}, which Strimzi refuses; keep spec.topicName, or declare another KafkaTopic`;
  return [risk({ reason: "topic-name-changed", one: after, path: ["spec", "topicName"], statement })];
}

/** Strimzi deletes a topic with its resource. Where the cluster goes too, that is said of the cluster. */
function weighRemoved(change: Change): readonly SystemDifference[] {
  return removedOf("KafkaTopic", change).flatMap((one) => {
    const kafka = kafkaOf(one, change.before);
    const isKept = isUnmanaged(one.object) || isDeclaredStill(one, change.after);
    if (isKept || kafka === null || kafkaOf(one, change.after) === null) return [];
    const statement = `KafkaTopic ${nameOf(one)} is no longer declared, and with it Strimzi deletes topic ${topicOf(one)} and its messages; annotate it strimzi.io/managed: "false" first to keep them`;
    return [risk({ reason: "topic-removed", one, path: [], statement })];
  });
}

function isDeclaredStill(one: DeclaredObject, { declared }: DeclaredIntent): boolean {
  return declared
    .of(STRIMZI, "KafkaTopic")
    .some(
      (other) =>
        other.object.metadata.namespace === one.object.metadata.namespace &&
        topicOf(other) === topicOf(one) &&
        clusterLabelOf(other.object) === clusterLabelOf(one.object),
    );
}

function kafkaOf({ object }: DeclaredObject, { declared }: DeclaredIntent): DeclaredKafka | null {
  const cluster = clusterLabelOf(object);
  return cluster === null ? null : kafkaNamed({ cluster, namespace: object.metadata.namespace }, declared);
}

function topicOf({ object }: DeclaredObject): string {
  return textOf(fieldOf(object, "spec", "topicName")) ?? object.metadata.name;
}

function nameOf({ object }: DeclaredObject): string {
  return object.metadata.name;
}

function numberAt({ object }: DeclaredObject, field: string): number | null {
  const value = fieldOf(object, "spec", field);
  return typeof value === "number" ? value : null;
}
