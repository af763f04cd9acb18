import { fetchV12 } from "@platformatic/kafka";
import type { LastMessage } from "../port.ts";
import { KafkaFailure, refused } from "./failure.ts";
import type { Link } from "./link.ts";
import type { TopicPartition } from "./partition-offsets.ts";
import { TOPIC_AUTHORIZATION_FAILED } from "./protocol-causes.ts";
import { type Batch, endOf, lastMessageIn } from "./record-batches.ts";

export interface PartitionLog extends TopicPartition {
  /** The first offset that is still kept. */
  readonly start: number;
  /** The offset of the next message. */
  readonly end: number;
}

/** How far to go back, step by step; what lies behind the end may be markers of transactions, or gaps left by compaction. */
const STEPS_BACK = [1, 2, 16, 128, 1024, 8192];
/** Enough to read on from the furthest step in good time. */
const MOST_FETCHES = 32;
/** A broker sends the first batch whole, however large it is. */
const ONE_BATCH = 1;
const MANY_BATCHES = 1 << 20;

/** The last message that is no marker; null where the partition keeps none. @throws KafkaFailure */
export async function findLastMessage(
  link: Pick<Link, "platformatic">,
  log: PartitionLog,
): Promise<LastMessage | null> {
  let upTo = log.end;
  for (const step of STEPS_BACK) {
    const from = Math.max(log.end - step, log.start);
    const found = await scan(link, log, { from, upTo });
    if (found !== null) return found;
    if (from === log.start) return null;
    upTo = from;
  }
  const why = `its last ${STEPS_BACK.at(-1)} offsets hold no message`;
  throw new KafkaFailure({ reason: "truncated", why, passes: false });
}

interface Span {
  readonly from: number;
  readonly upTo: number;
}

/** The last message from one offset on; what lies at `upTo` and behind it is known to be none. */
async function scan(
  link: Pick<Link, "platformatic">,
  log: PartitionLog,
  { from, upTo }: Span,
): Promise<LastMessage | null> {
  let found: LastMessage | null = null;
  let next = from;
  for (let fetches = 0; next < upTo; fetches += 1) {
    if (fetches === MOST_FETCHES) throw new KafkaFailure(TOO_MUCH);
    const batches = await fetch(link, log, next);
    found = lastMessageIn(batches) ?? found;
    // Nothing more is kept where nothing comes.
    next = batches.length === 0 ? upTo : endOf(batches);
  }
  return found;
}

const TOO_MUCH = { reason: "truncated", why: "too much would have to be read", passes: false } as const;
const READ_UNCOMMITTED = 0;
const NO_SESSION = { id: 0, epoch: -1 };
const NO_WAIT_MS = 0;
const UNKNOWN_EPOCH = -1;

async function fetch(link: Pick<Link, "platformatic">, log: PartitionLog, offset: number): Promise<readonly Batch[]> {
  const partitionMaxBytes = offset === log.end - 1 ? ONE_BATCH : MANY_BATCHES;
  const partition = {
    partition: log.partition,
    currentLeaderEpoch: UNKNOWN_EPOCH,
    fetchOffset: BigInt(offset),
    lastFetchedEpoch: UNKNOWN_EPOCH,
    partitionMaxBytes,
  };
  // Up to version 12 topics go by name, which this client keeps in the same property.
  const topics = [{ topicId: log.topic, partitions: [partition] }];
  const { responses } = await link.platformatic(
    fetchV12.api,
    NO_WAIT_MS,
    1,
    partitionMaxBytes,
    READ_UNCOMMITTED,
    NO_SESSION.id,
    NO_SESSION.epoch,
    topics,
    [],
    "",
  );
  const fetched = responses
    .flatMap(({ partitions }) => partitions)
    .find(({ partitionIndex }) => partitionIndex === log.partition);
  if (fetched === undefined) throw new KafkaFailure(NOT_MENTIONED);
  return batchesIn(fetched, log);
}

type Fetched = Awaited<ReturnType<typeof fetchV12.api.async>>["responses"][number]["partitions"][number];

function batchesIn({ errorCode, highWatermark, records }: Fetched, { end }: PartitionLog): readonly Batch[] {
  if (errorCode === TOPIC_AUTHORIZATION_FAILED) throw new KafkaFailure(MAY_NOT_READ);
  if (errorCode !== 0) throw refused(errorCode);
  // A new leader gives out nothing beyond what it knows to be copied: its silence there means no gap.
  if (highWatermark < BigInt(end)) throw new KafkaFailure(LAGS);
  return records ?? [];
}

const MAY_NOT_READ = { reason: "no-permission", why: "the account may not read the topic", passes: false } as const;
const NOT_MENTIONED = { reason: "truncated", why: "the broker does not mention the partition", passes: false } as const;
const LAGS = {
  reason: "server-error",
  why: "the leader does not give out the newest messages yet",
  passes: true,
} as const;
