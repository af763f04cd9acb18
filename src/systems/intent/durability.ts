import type { RuleName } from "../../vocabulary/index.ts";
import { brokerConfigOf, type DeclaredCluster, nodesWith, wholeNumberIn } from "./cluster.ts";

/** How many copies there are to be, and how many of them must have a message before a producer hears that all is well. */
export interface Copies {
  readonly minInSync: number;
  readonly replicas: number;
}

/**
 * Which rule the two numbers break; null where they fit. With a single replica there is nothing to lose: that is a choice.
 * Source: Kafka's documentation of `min.insync.replicas`.
 */
export function durabilityFault({ minInSync, replicas }: Copies): RuleName | null {
  if (minInSync > replicas) return "min-isr-exceeds-replicas";
  return minInSync === replicas && replicas > 1 ? "min-isr-equals-replicas" : null;
}

/** What follows, as the end of a sentence. */
export function durabilityLoss(rule: RuleName): string {
  return rule === "min-isr-exceeds-replicas"
    ? "so Kafka refuses every write that waits for all replicas"
    : "so no broker may restart without stopping writes";
}

/** Kafka's own value, which Strimzi repeats. */
export const MIN_IN_SYNC = 1;

/** Kafka's own topics, and topics that say nothing themselves: who sets their replicas, and Kafka's default. */
const BROKER_REPLICAS = [
  { key: "default.replication.factor", fallback: null, min: "min.insync.replicas", minFallback: MIN_IN_SYNC },
  { key: "offsets.topic.replication.factor", fallback: 3, min: "min.insync.replicas", minFallback: MIN_IN_SYNC },
  {
    key: "transaction.state.log.replication.factor",
    fallback: 3,
    min: "transaction.state.log.min.isr",
    minFallback: 2,
  },
] as const;

/** A pair of broker configs that do not fit. */
export interface BrokerFault {
  readonly rule: RuleName;
  readonly key: string;
  readonly replicas: number;
  readonly min: string;
  readonly minInSync: number;
}

export function brokerDurability(cluster: DeclaredCluster): readonly BrokerFault[] {
  const config = brokerConfigOf(cluster);
  return BROKER_REPLICAS.flatMap(({ key, fallback, min, minFallback }) => {
    const replicas = wholeNumberIn(config, key) ?? (config[key] === undefined ? fallback : null);
    const minInSync = wholeNumberIn(config, min) ?? (config[min] === undefined ? minFallback : null);
    if (replicas === null || minInSync === null) return [];
    const rule = durabilityFault({ minInSync, replicas });
    return rule === null ? [] : [{ rule, key, replicas, min, minInSync }];
  });
}

/** Replicas that the broker config wants, more than there are brokers; none where the brokers are not all known. */
export function brokerReplicasOver(
  cluster: DeclaredCluster,
): readonly { readonly key: string; readonly count: number; readonly byDefault: boolean }[] {
  const brokers = nodesWith("broker", cluster);
  const config = brokerConfigOf(cluster);
  if (brokers === null || brokers === 0) return [];
  return BROKER_REPLICAS.flatMap(({ key, fallback }) => {
    const byDefault = config[key] === undefined;
    const count = byDefault ? fallback : wholeNumberIn(config, key);
    return count !== null && count > brokers ? [{ key, count, byDefault }] : [];
  });
}
