import type { RuleName } from "../../vocabulary/index.ts";

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
