import { metadataV12 } from "@platformatic/kafka";
import type { Metadata, TopicMetadata } from "kafkajs/src/broker/index.js";
import type { PartitionState, TopicState } from "../../state.ts";
import { byName } from "../byte-order.ts";
import { failureOf, KafkaFailure, refused } from "../failure.ts";
import type { Part } from "./part.ts";

const NO_ID = "00000000-0000-0000-0000-000000000000";

/** The topics that the account may describe. Kafka does not say whether there are more. @throws KafkaFailure */
export async function readTopics(part: Part, first: Metadata): Promise<readonly TopicState[]> {
  const { cluster, deadline } = part;
  const whole = deadline.retry(async (attempt) => {
    const { topicMetadata } = attempt === 0 ? first : await cluster.metadata([], deadline);
    return topicMetadata.map(requirePartitions);
  });
  const [topics, ids] = await Promise.all([whole, topicIds(part)]);
  return topics.map((topic) => topicState(topic, ids.get(topic.topic) ?? null)).sort(byName);
}

/** A topic exists before its partitions are known everywhere. */
function requirePartitions(topic: TopicMetadata): TopicMetadata {
  if (topic.partitionMetadata.length > 0) return topic;
  if (topic.topicErrorCode !== 0) throw refused(topic.topicErrorCode);
  throw new KafkaFailure({ reason: "truncated", why: `the partitions of ${topic.topic} are not told`, passes: true });
}

/** Ids by topic; none where they cannot be read, since only they are missing then. */
async function topicIds({ cluster, deadline }: Part): Promise<ReadonlyMap<string, string>> {
  try {
    const ask = () => cluster.any((link) => link.platformatic(metadataV12.api, null, false), deadline);
    const { topics } = await ask();
    return new Map(
      topics.flatMap(({ name, topicId }) =>
        typeof name === "string" && topicId !== NO_ID ? [[name, short(topicId)]] : [],
      ),
    );
  } catch (error) {
    failureOf(error);
    return new Map();
  }
}

/** A UUID as Kafka and Strimzi write it. */
function short(uuid: string): string {
  return Buffer.from(uuid.replaceAll("-", ""), "hex").toString("base64url");
}

function topicState({ topic, isInternal, partitionMetadata }: TopicMetadata, topicId: string | null): TopicState {
  const partitions = partitionMetadata.map(
    ({ partitionId, leader, replicas, isr }): PartitionState => ({
      partition: partitionId,
      leader: leader < 0 ? null : leader,
      replicas,
      inSyncReplicas: isr,
    }),
  );
  return {
    name: topic,
    topicId,
    internal: isInternal,
    partitions: partitions.sort((a, b) => a.partition - b.partition),
  };
}
