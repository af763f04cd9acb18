import { setTimeout as sleep } from "node:timers/promises";
import type { Metadata, PartitionMetadata } from "kafkajs/src/broker/index.js";
import { type Reading, read } from "../../../vocabulary/index.ts";
import { failureOf, KafkaFailure, refused, unreadBecause } from "./failure.ts";
import type { Part } from "./parts/part.ts";

export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** What ListOffsets takes for a time: where a partition ends, and where it begins. */
export const LATEST = "-1";
export const EARLIEST = "-2";

const ATTEMPTS = 3;
const PAUSE_MS = 300;
const CONSUMER = -1;
const READ_UNCOMMITTED = 0;

export function keyOf({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`;
}

/**
 * Where these partitions end or begin, by `keyOf`; each is unread on its own. Leaders that move are looked up again.
 * @throws KafkaFailure where no metadata can be had
 */
export async function readOffsets(
  part: Part,
  partitions: readonly TopicPartition[],
  time: typeof LATEST | typeof EARLIEST,
): Promise<Map<string, Reading<number>>> {
  const known = new Map<string, number | KafkaFailure>();
  let open = partitions;
  for (let attempt = 0; open.length > 0 && attempt < ATTEMPTS; attempt += 1) {
    if (attempt > 0) await sleep(PAUSE_MS);
    for (const [key, offset] of await askOnce(part, open, time)) known.set(key, offset);
    open = open.filter((each) => mayPass(known.get(keyOf(each))));
  }
  return new Map([...known].map(([key, offset]) => [key, offsetReading(key, offset)]));
}

function mayPass(offset: number | KafkaFailure | undefined): boolean {
  return offset instanceof KafkaFailure && offset.passes;
}

function offsetReading(key: string, offset: number | KafkaFailure): Reading<number> {
  return typeof offset === "number" ? read(offset) : unreadBecause(offset, `partition ${key}`);
}

type Offsets = readonly (readonly [key: string, offset: number | KafkaFailure])[];

async function askOnce(part: Part, partitions: readonly TopicPartition[], time: string): Promise<Offsets> {
  const topics = [...new Set(partitions.map(({ topic }) => topic))];
  const leaders = leadersOf(await part.cluster.metadata(topics, part.deadline));
  const unled: [string, KafkaFailure][] = [];
  const byLeader = new Map<number, TopicPartition[]>();
  for (const each of partitions) {
    const leader = leaders.get(keyOf(each)) ?? leaders.get(each.topic) ?? refused(UNKNOWN_PARTITION);
    if (typeof leader !== "number") unled.push([keyOf(each), leader]);
    else byLeader.set(leader, [...(byLeader.get(leader) ?? []), each]);
  }
  const asked = [...byLeader].map(([leader, led]) => askLeader(part, { leader, partitions: led, time }));
  return [...unled, ...(await Promise.all(asked)).flat()];
}

const UNKNOWN_PARTITION = 3;

/** Leader or reason by partition, and by topic where the topic itself is refused. */
function leadersOf({ topicMetadata }: Metadata): Map<string, number | KafkaFailure> {
  return new Map(
    topicMetadata.flatMap(({ topic, topicErrorCode, partitionMetadata }) => [
      ...(topicErrorCode === 0 ? [] : [[topic, refused(topicErrorCode)] as const]),
      ...partitionMetadata.map((each) => [keyOf({ topic, partition: each.partitionId }), leaderOf(each)] as const),
    ]),
  );
}

function leaderOf({ leader }: PartitionMetadata): number | KafkaFailure {
  if (leader >= 0) return leader;
  return new KafkaFailure({ reason: "server-error", why: "the partition has no leader", passes: true });
}

interface Asked {
  readonly leader: number;
  readonly partitions: readonly TopicPartition[];
  readonly time: string;
}

async function askLeader({ cluster, deadline }: Part, { leader, partitions, time }: Asked): Promise<Offsets> {
  const topics = [...Map.groupBy(partitions, ({ topic }) => topic)].map(([topic, led]) => ({
    topic,
    partitions: led.map(({ partition }) => ({ partition, timestamp: time })),
  }));
  const request = { replicaId: CONSUMER, isolationLevel: READ_UNCOMMITTED, topics };
  try {
    const ask = () => cluster.one(leader, (link) => link.kafkajs((broker) => broker.listOffsets(request)), deadline);
    return (await ask()).responses.flatMap(({ topic, partitions: answered }) =>
      answered.map(
        ({ partition, errorCode, offset }) =>
          [keyOf({ topic, partition }), errorCode === 0 ? Number(offset) : refused(errorCode)] as const,
      ),
    );
  } catch (error) {
    const { reason, message, code } = failureOf(error);
    // A broker that died leads nothing any more: others do, once metadata say so.
    const failure = new KafkaFailure(
      { reason, why: message, passes: reason === "unreachable" && deadline.remaining > 0 },
      code,
    );
    return partitions.map((each) => [keyOf(each), failure]);
  }
}
