import type { DeclaredObject } from "../../evidence.ts";
import { brokerConfigOf, type DeclaredCluster, MIN_IN_SYNC, wholeNumberIn } from "../../intent/index.ts";
import { readTopic } from "../declared-topic.ts";

/** A KafkaTopic as git declares it. */
export type TopicIntent = DeclaredObject &
  Pick<ReturnType<typeof readTopic>, "name" | "partitions" | "replicas" | "config">;

export function topicsOf({ topics }: DeclaredCluster): readonly TopicIntent[] {
  return topics.map((one) => ({ ...one, ...readTopic(one.object) }));
}

/** A whole number that decides for a topic, and whether the topic says so itself. */
export interface Effective {
  readonly value: number;
  readonly own: boolean;
}

/** Its own config, else what its brokers are told under their name of it; null where neither is a whole number. */
export function effective(
  topic: TopicIntent,
  cluster: DeclaredCluster,
  { key, ofBroker }: { readonly key: string; readonly ofBroker: string },
): Effective | null {
  const own = topic.config[key] ?? null;
  const config = own === null ? brokerConfigOf(cluster) : { [key]: own as never };
  const value = wholeNumberIn(config, own === null ? ofBroker : key);
  return value === null ? null : { value, own: own !== null };
}

/** How many replicas must have a message; null where that is said in no number. */
export function minInSync(topic: TopicIntent, cluster: DeclaredCluster): Effective | null {
  const key = "min.insync.replicas";
  const said = topic.config[key] ?? brokerConfigOf(cluster)[key] ?? null;
  return said === null ? { value: MIN_IN_SYNC, own: false } : effective(topic, cluster, { key, ofBroker: key });
}

/** Its own replicas, else what brokers give a topic that says nothing; null where that is not known. */
export function replicasOf({ replicas }: TopicIntent, cluster: DeclaredCluster): number | null {
  return replicas ?? wholeNumberIn(brokerConfigOf(cluster), "default.replication.factor");
}
