/** What git says about a Kafka cluster and does not fit together, one file a theme. */
import { type DeclaredCluster, declaredClusters, unknownClusters } from "../../intent/index.ts";
import type { DeclaredIntent, SystemDifference } from "../../system.ts";
import { addressesTwice, oldAnnotations } from "./addresses.ts";
import {
  autoCreatedTopics,
  forbiddenConfig,
  ignoredFields,
  metadataVersion,
  overriddenConfig,
} from "./broker-config.ts";
import { listenerCertificates } from "./certificate.ts";
import { listenerBrokers, refusedListeners, scramWithoutTls } from "./listeners.ts";
import { nodeIds } from "./node-ids.ts";
import { evenControllers, missingRoles } from "./nodes.ts";
import { durabilityOfBrokers, replicasOfBrokers } from "./replication.ts";

type Coupling = (cluster: DeclaredCluster, intent: DeclaredIntent) => readonly SystemDifference[];

const OF_CLUSTER: readonly Coupling[] = [
  ignoredFields,
  forbiddenConfig,
  overriddenConfig,
  metadataVersion,
  missingRoles,
  evenControllers,
  nodeIds,
  refusedListeners,
  scramWithoutTls,
  listenerBrokers,
  listenerCertificates,
  replicasOfBrokers,
  durabilityOfBrokers,
  autoCreatedTopics,
];

/** Everything about Kafka, KafkaNodePools and their addresses that does not hold in what git declares. */
export function coupleCluster(intent: DeclaredIntent): readonly SystemDifference[] {
  return [
    ...unknownClusters("KafkaNodePool", intent),
    ...declaredClusters(intent).flatMap((cluster) => OF_CLUSTER.flatMap((couple) => couple(cluster, intent))),
    ...addressesTwice(intent),
    ...oldAnnotations(intent),
  ];
}
