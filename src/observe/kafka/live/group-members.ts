import { consumerGroupDescribeV0 } from "@platformatic/kafka";
import protocol from "kafkajs/src/consumer/assignerProtocol.js";
import type { GroupMember } from "../port.ts";
import { accept, KafkaFailure } from "./failure.ts";
import type { Link } from "./link.ts";

/** Members of a group that the coordinator balances through its members. @throws KafkaFailure */
export async function classicMembers(link: Link, name: string): Promise<readonly GroupMember[]> {
  const { groups } = await link.kafkajs((broker) => broker.describeGroups({ groupIds: [name] }));
  return groups.flatMap(({ protocolType, members }) => {
    if (members.length > 0 && protocolType !== "consumer") throw foreignProtocol(protocolType);
    return members.map((member) => ({
      id: member.memberId,
      clientId: member.clientId,
      host: hostOf(member.clientHost),
      assignments: assignmentsIn(member.memberAssignment),
    }));
  });
}

/** Members of a group of the new protocol (KIP-848). @throws KafkaFailure */
export async function consumerMembers(link: Link, name: string): Promise<readonly GroupMember[]> {
  const { groups } = await link.platformatic(consumerGroupDescribeV0.api, [name], false);
  return groups.flatMap(({ errorCode, members }) => {
    accept(errorCode);
    return members.map(({ memberId, clientId, clientHost, assignment }) => ({
      id: memberId,
      clientId,
      host: hostOf(clientHost),
      assignments: assignment.topicPartitions.map(({ topicName, partitions }) => ({ topic: topicName, partitions })),
    }));
  });
}

function foreignProtocol(protocolType: string): KafkaFailure {
  return new KafkaFailure({
    reason: "unsupported",
    why: `the members speak the protocol ${protocolType}, not that of consumers`,
    passes: false,
  });
}

/** While a group is balanced, members own nothing. */
function assignmentsIn(bytes: Buffer): GroupMember["assignments"] {
  const assignment = bytes.length === 0 ? null : protocol.MemberAssignment.decode(bytes);
  return Object.entries(assignment?.assignment ?? {}).map(([topic, partitions]) => ({ topic, partitions }));
}

/** Java prints an address as `name/address`; brokers send it without a name. */
function hostOf(clientHost: string): string {
  return clientHost.startsWith("/") ? clientHost.slice(1) : clientHost;
}
