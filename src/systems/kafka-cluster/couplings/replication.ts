import {
  brokerConfigOf,
  coupling,
  type DeclaredCluster,
  durabilityFault,
  durabilityLoss,
  listed,
  MIN_IN_SYNC,
  nodesWith,
  wholeNumberIn,
} from "../../intent/index.ts";
import type { SystemDifference } from "../../system.ts";

/** Kafka's own topics, and topics that say nothing themselves: who sets their replicas, and Kafka's default. */
const KINDS = [
  { replicas: "default.replication.factor", fallback: null, min: "min.insync.replicas", minFallback: MIN_IN_SYNC },
  { replicas: "offsets.topic.replication.factor", fallback: 3, min: "min.insync.replicas", minFallback: MIN_IN_SYNC },
  {
    replicas: "transaction.state.log.replication.factor",
    fallback: 3,
    min: "transaction.state.log.min.isr",
    minFallback: 2,
  },
] as const;

const CONFIG = ["spec", "kafka", "config"];

/** Topics of Kafka's own and by default that want more replicas than there are brokers: Kafka cannot make them. */
export function replicasOfBrokers(cluster: DeclaredCluster): readonly SystemDifference[] {
  const brokers = nodesWith("broker", cluster);
  const config = brokerConfigOf(cluster);
  if (brokers === null || brokers === 0) return [];
  const over = KINDS.flatMap(({ replicas: key, fallback }) => {
    const count = wholeNumberIn(config, key) ?? (config[key] === undefined ? fallback : null);
    return count !== null && count > brokers ? [{ key, count }] : [];
  });
  const [first] = over;
  if (first === undefined) return [];
  const keys = over.map(({ key, count }) => `${key} ${count}${config[key] === undefined ? " by default" : ""}`);
  const has = `${brokers} ${brokers === 1 ? "broker" : "brokers"}`;
  const statement = `Kafka ${cluster.name} has ${has}, but ${listed(keys)}, so Kafka cannot make such topics; set at most ${brokers}`;
  return [coupling({ reason: "replicas-exceed-brokers", one: cluster, path: [...CONFIG, first.key], statement })];
}

/** In-sync replicas that the same config makes impossible, or too dear. */
export function durabilityOfBrokers(cluster: DeclaredCluster): readonly SystemDifference[] {
  const config = brokerConfigOf(cluster);
  const faults = KINDS.flatMap(({ replicas: key, fallback, min, minFallback }) => {
    const replicas = wholeNumberIn(config, key) ?? (config[key] === undefined ? fallback : null);
    const minInSync = wholeNumberIn(config, min) ?? (config[min] === undefined ? minFallback : null);
    if (replicas === null || minInSync === null) return [];
    const rule = durabilityFault({ minInSync, replicas });
    return rule === null ? [] : [{ rule, min, minInSync, text: `${key} ${replicas}` }];
  });
  return [...Map.groupBy(faults, ({ rule, min }) => `${rule} ${min}`).values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const { rule, min, minInSync } = first;
    const texts = listed(same.map(({ text }) => text));
    const statement = `Kafka ${cluster.name} sets ${min} ${minInSync} with ${texts}, ${durabilityLoss(rule)}; keep ${min} below it`;
    return [coupling({ reason: rule, one: cluster, path: [...CONFIG, min], statement })];
  });
}
