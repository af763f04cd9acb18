import {
  brokerDurability,
  brokerReplicasOver,
  coupling,
  type DeclaredCluster,
  durabilityLoss,
  listed,
  nodesWith,
} from "../../intent/index.ts";
import type { SystemDifference } from "../../system.ts";

const CONFIG = ["spec", "kafka", "config"];

/** Topics of Kafka's own and by default that want more replicas than there are brokers: Kafka cannot make them. */
export function replicasOfBrokers(cluster: DeclaredCluster): readonly SystemDifference[] {
  const over = brokerReplicasOver(cluster);
  const brokers = nodesWith("broker", cluster);
  const [first] = over;
  if (first === undefined || brokers === null) return [];
  const keys = over.map(({ key, count, byDefault }) => `${key} ${count}${byDefault ? " by default" : ""}`);
  const has = `${brokers} ${brokers === 1 ? "broker" : "brokers"}`;
  const statement = `Kafka ${cluster.name} has ${has}, but ${listed(keys)}, so Kafka cannot make such topics; set at most ${brokers}`;
  return [coupling({ reason: "replicas-exceed-brokers", one: cluster, path: [...CONFIG, first.key], statement })];
}

/** In-sync replicas that the same config makes impossible, or too dear. */
export function durabilityOfBrokers(cluster: DeclaredCluster): readonly SystemDifference[] {
  return [...Map.groupBy(brokerDurability(cluster), ({ rule, min }) => `${rule} ${min}`).values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const { rule, min, minInSync } = first;
    const texts = listed(same.map(({ key, replicas }) => `${key} ${replicas}`));
    const statement = `Kafka ${cluster.name} sets ${min} ${minInSync} with ${texts}, ${durabilityLoss(rule)}; keep ${min} below it`;
    return [coupling({ reason: rule, one: cluster, path: [...CONFIG, min], statement })];
  });
}
