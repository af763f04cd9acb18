/** What git says about users and their rights and does not fit together, one file a theme. */
import { type DeclaredCluster, declaredClusters, unknownClusters, withoutOperator } from "../../intent/index.ts";
import type { DeclaredIntent, SystemDifference } from "../../system.ts";
import { deadAcls } from "./dead-acls.ts";
import { missingGroups, overlappingGroups } from "./groups.ts";
import { aclsWithoutAuthorizer, loginsWithoutListener, sharedPasswords, superuserNames } from "./login.ts";
import { unknownTopics, unmatchedPrefixes } from "./topics.ts";

type Coupling = (cluster: DeclaredCluster, intent: DeclaredIntent) => readonly SystemDifference[];

const OF_CLUSTER: readonly Coupling[] = [
  aclsWithoutAuthorizer,
  loginsWithoutListener,
  superuserNames,
  sharedPasswords,
  unknownTopics,
  unmatchedPrefixes,
  overlappingGroups,
  missingGroups,
  deadAcls,
];

/** Everything about KafkaUsers and superusers that does not hold in what git declares. */
export function coupleUsers(intent: DeclaredIntent): readonly SystemDifference[] {
  return [
    ...unknownClusters("KafkaUser", intent),
    ...declaredClusters(intent).flatMap((cluster) => [
      ...withoutOperator(cluster, "KafkaUser", intent),
      ...OF_CLUSTER.flatMap((couple) => couple(cluster, intent)),
    ]),
  ];
}
