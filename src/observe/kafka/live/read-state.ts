import type { Metadata } from "kafkajs/src/broker/index.js";
import { read } from "../../../vocabulary/index.ts";
import type { KafkaState } from "../state.ts";
import type { LiveCluster } from "./cluster.ts";
import { readAcls } from "./parts/acls.ts";
import { readBrokerConfigs } from "./parts/broker-configs.ts";
import { clusterState } from "./parts/cluster-state.ts";
import { readGroups } from "./parts/groups.ts";
import { readLogDirectories } from "./parts/log-directories.ts";
import { type Part, readPart } from "./parts/part.ts";
import { readQuorum } from "./parts/quorum.ts";
import { readQuotas } from "./parts/quotas.ts";
import { readReassignments } from "./parts/reassignments.ts";
import { readScramUsers } from "./parts/scram-users.ts";
import { readTopicConfigs } from "./parts/topic-configs.ts";
import { readTopics } from "./parts/topics.ts";

/** Reads all parts at once; each has its own time and may fail on its own. */
export async function readState(cluster: LiveCluster, metadata: Metadata): Promise<KafkaState> {
  const names = metadata.topicMetadata.map(({ topic }) => topic);
  const brokers = knownBrokers(metadata);
  const part = <T>(what: string, ask: (part: Part) => Promise<T>) => readPart(cluster, what, ask);
  const parts = {
    quorum: part("the quorum of controllers", readQuorum),
    topics: part("topics", (each) => readTopics(each, metadata)),
    topicConfigs: part("configs of topics", (each) => readTopicConfigs(each, names)),
    brokerConfigs: part("configs of brokers", (each) => readBrokerConfigs(each, brokers)),
    acls: part("ACLs", readAcls),
    scramUsers: part("SCRAM users", readScramUsers),
    quotas: part("client quotas", readQuotas),
    logDirectories: part("log directories", (each) => readLogDirectories(each, brokers)),
    reassignments: part("reassignments", readReassignments),
    groups: part("consumer groups", (each) => readGroups(each, metadata)),
  };
  const quorum = await parts.quorum;
  return {
    cluster: read(clusterState(metadata, quorum)),
    quorum,
    topics: await parts.topics,
    topicConfigs: await parts.topicConfigs,
    brokerConfigs: await parts.brokerConfigs,
    acls: await parts.acls,
    scramUsers: await parts.scramUsers,
    quotas: await parts.quotas,
    logDirectories: await parts.logDirectories,
    reassignments: await parts.reassignments,
    groups: await parts.groups,
  };
}

/** The brokers that are alive, and those that hold replicas though they are not. */
function knownBrokers({ brokers, topicMetadata }: Metadata): number[] {
  const replicas = topicMetadata.flatMap(({ partitionMetadata }) => partitionMetadata.flatMap((each) => each.replicas));
  return [...new Set([...brokers.map(({ nodeId }) => nodeId), ...replicas])].sort((left, right) => left - right);
}
