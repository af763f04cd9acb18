import type { TopicMetadata } from "kafkajs/src/broker/index.js";
import { type Reading, read, unread } from "../../../vocabulary/index.ts";
import type { LastMessage, Named, PartitionEnd } from "../port.ts";
import type { LiveCluster } from "./cluster.ts";
import { refused, unreadBecause } from "./failure.ts";
import { findLastMessage } from "./find-last-message.ts";
import { EARLIEST, keyOf, LATEST, readOffsets, type TopicPartition } from "./partition-offsets.ts";
import { type Part, readingOf, readPart } from "./parts/part.ts";

/** Reads without a group, so nothing is joined or committed. */
export async function readLastMessages(
  cluster: LiveCluster,
  names: readonly string[],
): Promise<readonly Named<readonly PartitionEnd[]>[]> {
  const known = await readPart(cluster, "partitions of topics", async ({ deadline }) => {
    const { topicMetadata } = await cluster.metadata([...new Set(names)], deadline);
    return new Map(topicMetadata.map((topic) => [topic.topic, topic]));
  });
  const read = async (name: string) => (known.ok ? readTopic(cluster, known.value.get(name), name) : known);
  return Promise.all(names.map(async (name) => ({ name, reading: await read(name) })));
}

async function readTopic(
  cluster: LiveCluster,
  topic: TopicMetadata | undefined,
  name: string,
): Promise<Reading<readonly PartitionEnd[]>> {
  const what = `last messages of topic ${name}`;
  if (topic === undefined) return unread("truncated", what, "the broker does not mention the topic");
  if (topic.topicErrorCode !== 0) return unreadBecause(refused(topic.topicErrorCode), what);
  if (topic.partitionMetadata.length === 0) return unread("truncated", what, "the broker does not tell its partitions");
  return readPart(cluster, what, (part) => readPartitions(part, topic));
}

async function readPartitions(part: Part, { topic, partitionMetadata }: TopicMetadata): Promise<PartitionEnd[]> {
  const partitions = partitionMetadata
    .map(({ partitionId }) => ({ topic, partition: partitionId }))
    .sort((left, right) => left.partition - right.partition);
  const [starts, ends] = await Promise.all([
    readOffsets(part, partitions, EARLIEST),
    readOffsets(part, partitions, LATEST),
  ]);
  const leaders = new Map(partitionMetadata.map(({ partitionId, leader }) => [partitionId, leader]));
  return Promise.all(
    partitions.map(async (each) => {
      const range = {
        leader: leaders.get(each.partition) ?? -1,
        start: starts.get(keyOf(each)),
        end: ends.get(keyOf(each)),
      };
      return { partition: each.partition, last: await lastIn(part, each, range) };
    }),
  );
}

interface Range {
  readonly leader: number;
  readonly start: Reading<number> | undefined;
  readonly end: Reading<number> | undefined;
}

async function lastIn(
  part: Part,
  partition: TopicPartition,
  { leader, start, end }: Range,
): Promise<Reading<LastMessage | null>> {
  const what = `last message of partition ${keyOf(partition)}`;
  if (start?.ok !== true || end?.ok !== true) return unreadOffset(what, end?.ok === false ? end : start);
  if (end.value <= start.value) return read(null);
  const log = { ...partition, start: start.value, end: end.value };
  const ask = async (attempt: number) => {
    const link = await part.cluster.linkTo(attempt === 0 ? leader : await leaderNow(part, partition));
    return findLastMessage(link, log);
  };
  return readingOf(what, () => part.deadline.retry(ask));
}

/** The leader moved or died since metadata were read. */
async function leaderNow({ cluster, deadline }: Part, { topic, partition }: TopicPartition): Promise<number> {
  const { topicMetadata } = await cluster.metadata([topic], deadline);
  const partitions = topicMetadata.find((each) => each.topic === topic)?.partitionMetadata ?? [];
  return partitions.find(({ partitionId }) => partitionId === partition)?.leader ?? NO_LEADER;
}

const NO_LEADER = -1;

function unreadOffset(what: string, offset: Reading<number> | undefined): Reading<never> {
  if (offset === undefined || offset.ok) return unread("truncated", what, "the broker does not mention the partition");
  return unread(offset.failure.reason, what, offset.failure.why);
}
