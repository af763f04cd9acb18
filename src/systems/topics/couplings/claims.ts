import { type Cause, type Path, resourceOf } from "../../../vocabulary/index.ts";
import type { DeclaredObject } from "../../evidence.ts";
import { brokerConfigOf, type DeclaredCluster, listed, wholeNumberIn } from "../../intent/index.ts";
import { configText } from "../../strimzi/index.ts";
import { sizeText, storageOf } from "./storage.ts";
import { type Effective, effective, replicasOf, type TopicIntent, topicsOf } from "./topic.ts";

const KEY = { key: "retention.bytes", ofBroker: "log.retention.bytes" } as const;
const OWN_LIMIT: Path = ["spec", "config", KEY.key];

/** What may be kept, against the room that there is for it. Bytes; null where nothing limits it, or not all is known. */
export interface Claim {
  /** What claims: a topic over all its partitions and replicas, one partition of it, any partition, all topics together. */
  readonly by: "topic" | "partition" | "brokers" | "all";
  readonly one: DeclaredObject;
  readonly path: Path;
  readonly cause?: Cause;
  readonly kept: number | null;
  readonly room: number | null;
  /** False where too much of it is said of another claim. */
  readonly isTold: boolean;
  readonly sentence: (figures: Figures) => string;
}

/** Both sizes and what to do, as a sentence says them. */
export interface Figures {
  readonly kept: string;
  readonly room: string;
  readonly advice: string;
}

/**
 * Everything that limits of size let brokers keep. `retention.bytes` counts for each partition: a topic keeps as much in
 * each of them, and each replica keeps it again (TopicConfig, RETENTION_BYTES_DOC).
 */
export function claimsOf(cluster: DeclaredCluster): readonly Claim[] {
  const kept = topicsOf(cluster)
    .filter((topic) => deletes(topic, cluster))
    .map((topic) => keptBy(topic, cluster));
  return [...kept.flatMap((one) => ofTopic(one, cluster)), ofBrokers(cluster), ofAll(kept, cluster)];
}

interface Kept {
  readonly topic: TopicIntent;
  readonly limit: Effective | null;
  /** Over all partitions and replicas. */
  readonly bytes: number | null;
}

function keptBy(topic: TopicIntent, cluster: DeclaredCluster): Kept {
  const said = effective(topic, cluster, KEY);
  const limit = said === null || said.value < 0 ? null : said;
  const replicas = replicasOf(topic, cluster);
  const isKnown = limit !== null && replicas !== null && topic.partitions !== null;
  return { topic, limit, bytes: isKnown ? limit.value * (topic.partitions ?? 0) * replicas : null };
}

function ofTopic({ topic, limit, bytes }: Kept, cluster: DeclaredCluster): readonly Claim[] {
  const storage = storageOf(cluster);
  const about = `KafkaTopic ${topic.object.metadata.name} may keep`;
  const factors =
    limit === null || bytes === null
      ? ""
      : ` (retention.bytes ${sizeText(limit.value)} x ${topic.partitions} partitions x ${replicasOf(topic, cluster)} replicas)`;
  const both = { one: topic, path: OWN_LIMIT, isTold: limit?.own === true };
  return [
    {
      ...both,
      by: "topic",
      kept: bytes,
      room: storage?.total ?? null,
      sentence: ({ kept, room, advice }) =>
        `${about} ${kept}${factors}, but all brokers of Kafka ${cluster.name} hold ${room}; retention.bytes counts for each partition, ${advice}`,
    },
    {
      ...both,
      by: "partition",
      kept: limit?.value ?? null,
      room: storage?.largest ?? null,
      sentence: ({ kept, room, advice }) =>
        `${about} ${kept} in each partition, but the largest volume of a broker of Kafka ${cluster.name} has ${room}; retention.bytes counts for each partition, ${advice}`,
    },
  ];
}

/** The limit that all topics inherit is wrong once, where it stands. */
function ofBrokers(cluster: DeclaredCluster): Claim {
  const limit = wholeNumberIn(brokerConfigOf(cluster), KEY.ofBroker);
  return {
    by: "brokers",
    one: cluster,
    path: ["spec", "kafka", "config", KEY.ofBroker],
    kept: limit === null || limit < 0 ? null : limit,
    room: storageOf(cluster)?.largest ?? null,
    isTold: true,
    sentence: ({ kept, room, advice }) =>
      `Kafka ${cluster.name} lets every partition keep ${kept} (${KEY.ofBroker}), but the largest volume of a broker has ${room}; the limit counts for each partition, ${advice}`,
  };
}

/** All topics together, when each that deletes has a limit. It is about the Kafka: which topic is the largest may change. */
function ofAll(all: readonly Kept[], cluster: DeclaredCluster): Claim {
  const limited = all.flatMap(({ topic, limit, bytes }) => (bytes === null ? [] : [{ topic, limit, bytes }]));
  const sorted = limited.toSorted((a, b) => b.bytes - a.bytes);
  const [first] = sorted;
  const parts = listed(sorted.map(({ topic, bytes }) => `${topic.name} ${sizeText(bytes)}`));
  return {
    by: "all",
    one: cluster,
    path: [],
    ...(first !== undefined && { cause: causeOf(first) }),
    kept: limited.length < all.length ? null : limited.reduce((total, { bytes }) => total + bytes, 0),
    room: storageOf(cluster)?.total ?? null,
    isTold: all.length > 1 || first?.limit?.own !== true,
    sentence: ({ kept, room, advice }) =>
      `The topics of Kafka ${cluster.name} may keep ${kept} in all (${parts}), but its brokers hold ${room}; retention.bytes counts for each partition, ${advice}`,
  };
}

function causeOf({ topic, limit }: Pick<Kept, "topic" | "limit">): Cause {
  return { resource: resourceOf(topic.object), path: limit?.own === true ? OWN_LIMIT : ["spec", "partitions"] };
}

/** Kafka's default policy is to delete. */
function deletes(topic: TopicIntent, cluster: DeclaredCluster): boolean {
  const own = configText(topic.config["cleanup.policy"] ?? null);
  const policy = own ?? configText(brokerConfigOf(cluster)["log.cleanup.policy"]) ?? "delete";
  return policy.split(",").some((part) => part.trim() === "delete");
}
