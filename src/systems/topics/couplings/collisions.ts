import { coupling, type DeclaredCluster } from "../../intent/index.ts";
import type { SystemDifference } from "../../system.ts";
import { type TopicIntent, topicsOf } from "./topic.ts";

/** Two KafkaTopics for one topic, and names that Kafka's metrics cannot tell apart, which it refuses for that reason. */
export function collidingTopics(cluster: DeclaredCluster): readonly SystemDifference[] {
  const groups = Map.groupBy(topicsOf(cluster), ({ name }) => name.replaceAll(".", "_"));
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : others.flatMap((other) => collision(other, { first, cluster: cluster.name })),
  );
}

function collision(
  topic: TopicIntent,
  { first, cluster }: { readonly first: TopicIntent; readonly cluster: string },
): readonly SystemDifference[] {
  const [own, other] = [topic.object.metadata.name, first.object.metadata.name];
  // The same object from two applications is said where objects are told apart.
  if (own === other && topic.object.metadata.namespace === first.object.metadata.namespace) return [];
  const statement =
    topic.name === first.name
      ? `KafkaTopics ${other} and ${own} both stand for topic ${topic.name} of Kafka ${cluster}, so the Topic Operator heeds the older one only; keep one of them`
      : `Topics ${first.name} and ${topic.name} of Kafka ${cluster} differ in . and _ only, so Kafka refuses the second; rename one of them`;
  const path = own === topic.name ? ["metadata", "name"] : ["spec", "topicName"];
  return [coupling({ reason: "topic-collision", one: topic, path, statement })];
}
