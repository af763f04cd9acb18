/** What git says about topics and does not fit together, one file a theme. */
import { type DeclaredCluster, declaredClusters, unknownClusters, withoutOperator } from "../../intent/index.ts";
import type { DeclaredIntent, SystemDifference } from "../../system.ts";
import { retentionOverStorage } from "./capacity.ts";
import { collidingTopics } from "./collisions.ts";
import { idleConfigs, nullConfigs, refusedConfigs } from "./configs.ts";
import { durabilityOfTopics, replicasOfTopics } from "./replication.ts";

export { weighCapacity } from "./capacity.ts";

type Coupling = (cluster: DeclaredCluster) => readonly SystemDifference[];

const OF_CLUSTER: readonly Coupling[] = [
  collidingTopics,
  replicasOfTopics,
  durabilityOfTopics,
  nullConfigs,
  refusedConfigs,
  idleConfigs,
  retentionOverStorage,
];

/** Everything about KafkaTopics, whoever brings them along, that does not hold in what git declares. */
export function coupleTopics(intent: DeclaredIntent): readonly SystemDifference[] {
  return [
    ...unknownClusters("KafkaTopic", intent),
    ...declaredClusters(intent).flatMap((cluster) => [
      ...withoutOperator(cluster, "KafkaTopic", intent),
      ...OF_CLUSTER.flatMap((couple) => couple(cluster)),
    ]),
  ];
}
