import { type Reading, read, unread } from "../../../vocabulary/index.ts";
import type { GroupMember, GroupOffset, GroupState, Named } from "../port.ts";
import { byPartition } from "./byte-order.ts";
import type { LiveCluster } from "./cluster.ts";
import { type Described, describeGroup } from "./group-description.ts";
import { keyOf, LATEST, readOffsets, type TopicPartition } from "./partition-offsets.ts";
import { OFFSETS_TOPIC } from "./parts/groups.ts";
import { type Part, readPart } from "./parts/part.ts";
import { UNKNOWN_TOPIC_OR_PARTITION } from "./protocol-causes.ts";

/** Members, and how far each group is: first what the groups say, then the ends of all their partitions at once. */
export async function readGroupStates(
  cluster: LiveCluster,
  names: readonly string[],
): Promise<readonly Named<GroupState | null>[]> {
  const noGroups = await readPart(cluster, "whether there are groups", hasNoGroups);
  if (noGroups.ok && noGroups.value) return names.map((name) => ({ name, reading: read(null) }));
  const described = await Promise.all(
    [...new Set(names)].map(async (name) => {
      return [name, await readPart(cluster, `group ${name}`, (part) => describeGroup(part, name))] as const;
    }),
  );
  const partitions = described.flatMap(([, group]) =>
    group.ok && group.value !== null ? partitionsOf(group.value) : [],
  );
  const ends = await readEnds(cluster, partitions);
  const states = new Map(described.map(([name, group]) => [name, withEnds(group, ends)]));
  return names.map((name) => ({ name, reading: states.get(name) ?? read(null) }));
}

/** Asking for a coordinator makes Kafka create the topic of the offsets, so nobody is asked before it is there. */
async function hasNoGroups({ cluster, deadline }: Part): Promise<boolean> {
  const { topicMetadata } = await cluster.metadata([OFFSETS_TOPIC], deadline);
  return topicMetadata.some(({ topicErrorCode }) => topicErrorCode === UNKNOWN_TOPIC_OR_PARTITION);
}

type Ends = ReadonlyMap<string, Reading<number>>;

async function readEnds(cluster: LiveCluster, partitions: readonly TopicPartition[]): Promise<Ends> {
  const unique = [...new Map(partitions.map((each) => [keyOf(each), each])).values()];
  const ends = await readPart(cluster, "ends of partitions", (part) => readOffsets(part, unique, LATEST));
  return ends.ok ? ends.value : new Map(unique.map((each) => [keyOf(each), ends]));
}

/** What was committed, and what members own without having committed. */
function partitionsOf({ committed, members }: Described): readonly TopicPartition[] {
  const owned = members.ok ? members.value.flatMap(ownedBy) : [];
  const all = [...(committed.ok ? committed.value : []), ...owned];
  return [...new Map(all.map(({ topic, partition }) => [keyOf({ topic, partition }), { topic, partition }])).values()];
}

function ownedBy({ assignments }: GroupMember): readonly TopicPartition[] {
  return assignments.flatMap(({ topic, partitions }) => partitions.map((partition) => ({ topic, partition })));
}

function withEnds(group: Reading<Described | null>, ends: Ends): Reading<GroupState | null> {
  if (!group.ok || group.value === null) return group.ok ? read(null) : group;
  const { name, type, state, members } = group.value;
  return read({ name, type, state, members, offsets: offsetsOf(group.value, ends) });
}

/**
 * Kafka leaves out the offsets of topics that the account may not describe, without a word. What members own, and that
 * a group without members and offsets is removed by Kafka itself, gives it away.
 */
function offsetsOf(group: Described, ends: Ends): Reading<readonly GroupOffset[]> {
  if (!group.committed.ok) return group.committed;
  const what = `offsets of group ${group.name}`;
  const partitions = partitionsOf(group);
  const hidden = partitions.find((each) => isHidden(ends.get(keyOf(each))));
  if (hidden !== undefined) return unread("no-permission", what, `the account may not describe topic ${hidden.topic}`);
  if (partitions.length === 0 && group.state === "Empty") return unread("no-permission", what, NOTHING_TOLD);
  const committed = new Map(group.committed.value.map((each) => [keyOf(each), each.offset]));
  return read(partitions.map((each) => groupOffset(each, { committed, ends })).sort(byPartition));
}

const NOTHING_TOLD = "Kafka tells none, as it does when the account may not describe the topics";

function isHidden(end: Reading<number> | undefined): boolean {
  return end?.ok === false && end.failure.reason === "no-permission";
}

interface Known {
  readonly committed: ReadonlyMap<string, number>;
  readonly ends: Ends;
}

function groupOffset({ topic, partition }: TopicPartition, { committed, ends }: Known): GroupOffset {
  const key = keyOf({ topic, partition });
  const end = ends.get(key);
  return { topic, partition, committed: committed.get(key) ?? null, end: end?.ok === true ? end.value : null };
}
