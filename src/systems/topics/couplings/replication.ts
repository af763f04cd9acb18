import type { Path } from "../../../vocabulary/index.ts";
import {
  alike,
  brokerDurability,
  brokerReplicasOver,
  coupling,
  type DeclaredCluster,
  durabilityFault,
  durabilityLoss,
  nodesWith,
} from "../../intent/index.ts";
import type { SystemDifference } from "../../system.ts";
import { minInSync, replicasOf, type TopicIntent, topicsOf } from "./topic.ts";

/** Kafka makes no topic with more replicas than brokers. */
export function replicasOfTopics(cluster: DeclaredCluster): readonly SystemDifference[] {
  const brokers = nodesWith("broker", cluster);
  if (brokers === null || brokers === 0) return [];
  // Where the brokers' config wants as many, brokers are what is missing, and that is said once.
  const said = new Set(brokerReplicasOver(cluster).map(({ count }) => count));
  const over = topicsOf(cluster).filter(({ replicas }) => (replicas ?? 0) > brokers && !said.has(replicas ?? 0));
  return folded(over, ({ replicas }) => String(replicas)).map(({ first, others }) => {
    const has = `${brokers} ${brokers === 1 ? "broker" : "brokers"}`;
    const statement = `KafkaTopic ${first.object.metadata.name}${others} asks for ${first.replicas} replicas, but Kafka ${cluster.name} has ${has}; ask for at most ${brokers}`;
    return coupling({ reason: "replicas-exceed-brokers", one: first, path: ["spec", "replicas"], statement });
  });
}

/** In-sync replicas that a topic cannot have, or only while no broker restarts. */
export function durabilityOfTopics(cluster: DeclaredCluster): readonly SystemDifference[] {
  const ofBrokers = brokerDurability(cluster);
  const faults = topicsOf(cluster).flatMap((topic) => {
    const replicas = replicasOf(topic, cluster);
    const min = minInSync(topic, cluster);
    // What a topic neither sets nor limits itself is said of the brokers' config.
    if (replicas === null || min === null || (topic.replicas === null && !min.own)) return [];
    const rule = durabilityFault({ minInSync: min.value, replicas });
    // Where the brokers' config breaks the rule by itself, that is the fault, and topics only inherit it.
    const isInherited = !min.own && ofBrokers.some((one) => one.rule === rule && one.min === "min.insync.replicas");
    return rule === null || isInherited ? [] : [{ ...topic, replicas, min, rule }];
  });
  const key = ({ rule, replicas, min }: (typeof faults)[number]) => [rule, replicas, min.value, min.own].join(" ");
  return folded(faults, key).map(({ first, others }) => {
    const { rule, min, replicas } = first;
    const path: Path = min.own ? ["spec", "config", "min.insync.replicas"] : ["spec", "replicas"];
    const whose = min.own ? "" : ` of Kafka ${cluster.name}`;
    const statement = `KafkaTopic ${first.object.metadata.name}${others} has ${replicas} replicas with min.insync.replicas ${min.value}${whose}, ${durabilityLoss(rule)}; have more replicas than that`;
    return coupling({ reason: rule, one: first, path, statement });
  });
}

/** One fault that several topics have is said once, of the first one. */
export function folded<T extends TopicIntent>(
  topics: readonly T[],
  keyOf: (topic: T) => string,
): readonly { readonly first: T /** ` (like a and b)`, or nothing. */; readonly others: string }[] {
  const groups = Map.groupBy(topics, (topic) => `${topic.application} ${keyOf(topic)}`);
  return [...groups.values()].flatMap(([first, ...rest]) => {
    if (first === undefined) return [];
    return [{ first, others: alike(rest.map(({ object }) => object.metadata.name)) }];
  });
}
