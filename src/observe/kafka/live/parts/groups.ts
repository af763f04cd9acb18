import { describeClusterV1, listGroupsV5 } from "@platformatic/kafka";
import type { Metadata } from "kafkajs/src/broker/index.js";
import { GROUP_TYPES, type GroupType } from "../../port.ts";
import type { GroupListing } from "../../state.ts";
import { byName } from "../byte-order.ts";
import { KafkaFailure } from "../failure.ts";
import type { Link } from "../link.ts";
import { DESCRIBE } from "../names.ts";
import type { Part } from "./part.ts";

export const OFFSETS_TOPIC = "__consumer_offsets";
const BROKERS = 1;

/**
 * Every broker lists the groups that it coordinates, so the list is whole only where all of them answer, no partition of
 * the offsets topic lacks a leader, and the account may describe the cluster: else Kafka leaves groups out silently.
 * @throws KafkaFailure where the list may not be whole
 */
export async function readGroups(part: Part, metadata: Metadata): Promise<readonly GroupListing[]> {
  const [, groups] = await Promise.all([requireDescribe(part), listGroups(part, metadata)]);
  return groups;
}

async function requireDescribe({ cluster, deadline }: Part): Promise<void> {
  const ask = () => cluster.any((link) => link.platformatic(describeClusterV1.api, true, BROKERS), deadline);
  const { clusterAuthorizedOperations } = await ask();
  if ((clusterAuthorizedOperations & (1 << DESCRIBE)) === 0) throw new KafkaFailure(MAY_BE_PARTIAL);
}

const MAY_BE_PARTIAL = {
  reason: "no-permission",
  why: "the account may not describe the cluster, so Kafka lists only the groups that it may describe",
  passes: false,
} as const;

function listGroups({ cluster, deadline }: Part, first: Metadata): Promise<GroupListing[]> {
  return deadline.retry(async (attempt) => {
    const metadata = attempt === 0 ? first : await cluster.metadata([OFFSETS_TOPIC], deadline);
    requireLeaders(metadata);
    const links = await Promise.all(metadata.brokers.map((node) => cluster.link(node)));
    const listings = await Promise.all(links.map(groupsOn));
    return listings.flat().sort(byName);
  });
}

function requireLeaders({ topicMetadata }: Metadata): void {
  const offsets = topicMetadata.find(({ topic }) => topic === OFFSETS_TOPIC);
  const leaderless = offsets?.partitionMetadata.filter(({ leader }) => leader < 0) ?? [];
  if (leaderless.length === 0) return;
  const partitions = leaderless.map(({ partitionId }) => partitionId).sort((a, b) => a - b);
  throw new KafkaFailure({
    reason: "truncated",
    why: `${OFFSETS_TOPIC} has no leader for partition ${partitions.join(", ")}, so its groups are not listed`,
    passes: false,
  });
}

/** The groups that this broker coordinates, of all types. @throws KafkaFailure */
export async function groupsOn(link: Link): Promise<GroupListing[]> {
  const { groups } = await link.platformatic(listGroupsV5.api, [], []);
  return groups.map(({ groupId, groupType, groupState }) => ({
    name: groupId,
    type: typeOf(groupType),
    state: groupState,
  }));
}

function typeOf(answered: string): GroupType {
  return GROUP_TYPES.find((type) => type === answered.toLowerCase()) ?? "unknown";
}
