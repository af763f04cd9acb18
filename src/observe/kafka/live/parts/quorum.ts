import { describeQuorumV2 } from "@platformatic/kafka";
import type { QuorumState } from "../../state.ts";
import { accept, KafkaFailure } from "../failure.ts";
import type { Link } from "../link.ts";
import type { Part } from "./part.ts";

const CONTROLLERS = [{ topicName: "__cluster_metadata", partitions: [{ partitionIndex: 0 }] }];

/** @throws KafkaFailure */
export async function readQuorum({ cluster, deadline }: Part): Promise<QuorumState> {
  return cluster.any(async (link) => {
    const { topics } = await describe(link);
    const partition = topics[0]?.partitions[0];
    if (partition === undefined) throw new KafkaFailure(NO_PARTITION);
    accept(partition.errorCode);
    const ids = (replicas: readonly { replicaId: number }[]) => replicas.map(({ replicaId }) => replicaId);
    return {
      leader: partition.leaderId < 0 ? null : partition.leaderId,
      voters: ids(partition.currentVoters),
      observers: ids(partition.observers),
    };
  }, deadline);
}

/** Version 2 came with Kafka 3.9. */
async function describe(link: Link) {
  return link.aside.platformatic(describeQuorumV2.api, CONTROLLERS);
}

const NO_PARTITION = {
  reason: "server-error",
  why: "the answer names no controllers",
  passes: false,
} as const;
