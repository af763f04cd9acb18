import { type Reading, read, unread } from "../../../vocabulary/index.ts";
import type { GroupMember, GroupType } from "../port.ts";
import type { GroupListing } from "../state.ts";
import { failureOf, KafkaFailure, unreadBecause } from "./failure.ts";
import { classicMembers, consumerMembers } from "./group-members.ts";
import type { Link } from "./link.ts";
import type { TopicPartition } from "./partition-offsets.ts";
import { groupsOn } from "./parts/groups.ts";
import type { Part } from "./parts/part.ts";

export interface Committed extends TopicPartition {
  readonly offset: number;
}

/** What the group's coordinator says. */
export interface Described {
  readonly name: string;
  readonly type: GroupType;
  readonly state: string;
  readonly members: Reading<readonly GroupMember[]>;
  readonly committed: Reading<readonly Committed[]>;
}

const COORDINATOR_OF_GROUP = 0;

/** Null for a group that does not exist. @throws KafkaFailure */
export function describeGroup({ cluster, deadline }: Part, name: string): Promise<Described | null> {
  return deadline.retry(async () => {
    const request = { groupId: name, coordinatorType: COORDINATOR_OF_GROUP };
    const find = () => cluster.any((link) => link.kafkajs((broker) => broker.findGroupCoordinator(request)), deadline);
    const link = await cluster.link((await find()).coordinator);
    const listing = (await groupsOn(link)).find((group) => group.name === name);
    if (listing === undefined) return unlisted(link, name);
    const [members, committed] = await Promise.all([membersOf(link, listing), committedBy(link, listing)]);
    return { ...listing, members, committed };
  });
}

/** A group that may be described is listed by its coordinator where it exists. */
async function unlisted(link: Link, name: string): Promise<null> {
  const { groups } = await link.kafkajs((broker) => broker.describeGroups({ groupIds: [name] }));
  if (groups.every(({ state }) => state === "Dead")) return null;
  throw new KafkaFailure({ reason: "server-error", why: "the group appeared just now", passes: true });
}

async function membersOf(link: Link, { name, type }: GroupListing): Promise<Reading<readonly GroupMember[]>> {
  const what = `members of group ${name}`;
  if (type === "classic") return settled(what, () => classicMembers(link, name));
  // The older request calls such a group dead and without members.
  if (type === "consumer") return settled(what, () => consumerMembers(link, name));
  return unread("unsupported", what, `members of a ${type} group cannot be read`);
}

async function committedBy(link: Link, { name, type }: GroupListing): Promise<Reading<readonly Committed[]>> {
  const what = `offsets of group ${name}`;
  if (type === "share") return unread("unsupported", what, "a share group commits no offsets");
  return settled(what, async () => {
    const { responses } = await link.kafkajs((broker) => broker.offsetFetch({ groupId: name, topics: [] }));
    return responses.flatMap(({ topic, partitions }) =>
      partitions.map(({ partition, offset }) => ({ topic, partition, offset: Number(offset) })),
    );
  });
}

/** What passes by itself is thrown, so that the group is asked again. */
async function settled<T>(what: string, ask: () => Promise<T>): Promise<Reading<T>> {
  try {
    return read(await ask());
  } catch (error) {
    if (failureOf(error).passes) throw error;
    return unreadBecause(error, what);
  }
}
