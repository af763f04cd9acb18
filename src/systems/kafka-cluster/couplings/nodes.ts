import { coupling, type DeclaredCluster, listed, nodesWith, rolesOf } from "../../intent/index.ts";
import type { SystemDifference } from "../../system.ts";

const ROLES = ["broker", "controller"] as const;

/** Strimzi refuses a Kafka whose pools have no broker or no controller at all. */
export function missingRoles(cluster: DeclaredCluster): readonly SystemDifference[] {
  const missing = ROLES.filter((role) => nodesWith(role, cluster) === 0);
  const [first] = missing;
  // With neither, the labels of the pools are what is wrong, and that is said of them.
  if (first === undefined || missing.length > 1) return [];
  const statement = `No KafkaNodePool of Kafka ${cluster.name} has a node of role ${first}, so Strimzi refuses it; give a pool that role and replicas`;
  const one = cluster.pools[0] ?? cluster;
  return [coupling({ reason: "missing-role", one, path: ["spec", "roles"], statement })];
}

/** An even quorum bears no more losses than one controller fewer. */
export function evenControllers(cluster: DeclaredCluster): readonly SystemDifference[] {
  const count = nodesWith("controller", cluster);
  if (count === null || count === 0 || count % 2 === 1) return [];
  const pools = cluster.pools.filter((pool) => rolesOf(pool).includes("controller"));
  const [one] = pools;
  if (one === undefined) return [];
  const bears = count / 2 - 1;
  const where = pools.length > 1 ? ` (pools ${listed(pools.map(({ object }) => object.metadata.name))})` : "";
  const statement = `Kafka ${cluster.name} has ${count} controllers${where}, which bear the loss of ${bears}, as ${count - 1} do; take an odd number`;
  return [coupling({ reason: "even-controllers", one, path: ["spec", "replicas"], statement })];
}
