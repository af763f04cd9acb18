import { brokerConfigOf, coupling, type DeclaredCluster, listed, wholeNumberIn } from "../../intent/index.ts";
import { configText } from "../../strimzi/index.ts";
import type { SystemDifference } from "../../system.ts";
import { type Storage, sizeText, storageOf } from "./storage.ts";
import { effective, replicasOf, type TopicIntent, topicsOf } from "./topic.ts";

const KEY = { key: "retention.bytes", ofBroker: "log.retention.bytes" } as const;
const RULE = "retention-exceeds-storage";

/**
 * Limits of size that never come into force, because the disks are full before. `retention.bytes` counts for each partition:
 * a topic keeps as much in each of them, and each replica keeps it again (TopicConfig, RETENTION_BYTES_DOC).
 */
export function retentionOverStorage(cluster: DeclaredCluster): readonly SystemDifference[] {
  const storage = storageOf(cluster);
  if (storage === null) return [];
  const kept = topicsOf(cluster).map((topic) => ({ topic, bytes: bytesKept(topic, cluster) }));
  const single = kept.flatMap(({ topic, bytes }) => ofTopic({ topic, bytes }, { cluster, storage }));
  const inherited = ofBrokers(cluster, storage);
  return single.length + inherited.length > 0 ? [...single, ...inherited] : ofAll(kept, { cluster, storage });
}

interface Kept {
  readonly topic: TopicIntent;
  /** By its own limit, over all partitions and replicas; null where nothing limits it, or not all is known. */
  readonly bytes: number | null;
}

interface Where {
  readonly cluster: DeclaredCluster;
  readonly storage: Storage;
}

function bytesKept(topic: TopicIntent, cluster: DeclaredCluster): number | null {
  const limit = effective(topic, cluster, KEY);
  const replicas = replicasOf(topic, cluster);
  const { partitions } = topic;
  if (limit === null || limit.value < 0 || replicas === null || partitions === null) return null;
  return limit.value * partitions * replicas;
}

function ofTopic({ topic, bytes }: Kept, { cluster, storage }: Where): readonly SystemDifference[] {
  const limit = effective(topic, cluster, KEY);
  if (limit === null || !limit.own || !deletes(topic, cluster)) return [];
  const path = ["spec", "config", KEY.key];
  const about = `KafkaTopic ${topic.object.metadata.name}`;
  if (bytes !== null && bytes > storage.total) {
    const factors = `${sizeText(limit.value)} x ${topic.partitions} partitions x ${replicasOf(topic, cluster)} replicas`;
    const statement = `${about} may keep ${sizeText(bytes)} (retention.bytes ${factors}), but all brokers of Kafka ${cluster.name} hold ${sizeText(storage.total)}; retention.bytes counts for each partition, lower it`;
    return [coupling({ reason: RULE, one: topic, path, statement })];
  }
  if (limit.value <= storage.largest) return [];
  const statement = `${about} may keep ${sizeText(limit.value)} in each partition, but the largest volume of a broker of Kafka ${cluster.name} has ${sizeText(storage.largest)}; retention.bytes counts for each partition, lower it`;
  return [coupling({ reason: RULE, one: topic, path, statement })];
}

/** The limit that all topics inherit is wrong once, where it stands. */
function ofBrokers(cluster: DeclaredCluster, { largest }: Storage): readonly SystemDifference[] {
  const limit = wholeNumberIn(brokerConfigOf(cluster), KEY.ofBroker);
  if (limit === null || limit <= largest) return [];
  const statement = `Kafka ${cluster.name} lets every partition keep ${sizeText(limit)} (${KEY.ofBroker}), but the largest volume of a broker has ${sizeText(largest)}; the limit counts for each partition, lower it`;
  return [coupling({ reason: RULE, one: cluster, path: ["spec", "kafka", "config", KEY.ofBroker], statement })];
}

/** All topics together, when each that deletes has a limit: the largest one is named first. */
function ofAll(kept: readonly Kept[], { cluster, storage }: Where): readonly SystemDifference[] {
  const deleting = kept.filter(({ topic }) => deletes(topic, cluster));
  const limited = deleting.flatMap(({ topic, bytes }) => (bytes === null ? [] : [{ topic, bytes }]));
  const sum = limited.reduce((total, { bytes }) => total + bytes, 0);
  const sorted = limited.toSorted((a, b) => b.bytes - a.bytes);
  const [first] = sorted;
  if (first === undefined || limited.length < deleting.length || sum <= storage.total) return [];
  const parts = listed(sorted.map(({ topic, bytes }) => `${topic.name} ${sizeText(bytes)}`));
  const statement = `The topics of Kafka ${cluster.name} may keep ${sizeText(sum)} in all (${parts}), but its brokers hold ${sizeText(storage.total)}; lower retention.bytes, which counts for each partition`;
  const isOwn = effective(first.topic, cluster, KEY)?.own === true;
  const path = isOwn ? ["spec", "config", KEY.key] : ["spec", "partitions"];
  return [coupling({ reason: RULE, one: first.topic, path, statement })];
}

/** Kafka's default policy is to delete. */
function deletes(topic: TopicIntent, cluster: DeclaredCluster): boolean {
  const own = configText(topic.config["cleanup.policy"] ?? null);
  const policy = own ?? configText(brokerConfigOf(cluster)["log.cleanup.policy"]) ?? "delete";
  return policy.split(",").some((part) => part.trim() === "delete");
}
