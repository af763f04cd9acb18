import type { BucketAsk } from "../../observe/objectstore/port.ts";
import type { Declared } from "../../systems/evidence.ts";
import { SYSTEMS } from "../../systems/index.ts";
import type { KafkaAsk } from "../../systems/system.ts";

/** What all systems together want to know of services, each thing once. */
export interface MergedAsks {
  groupsOf(cluster: string): readonly string[];
  lastMessagesOf(cluster: string): readonly string[];
  readonly buckets: readonly BucketAsk[];
}

/** Asks every system what it wants to know. */
export function mergeAsks(declared: Declared): MergedAsks {
  const asks = SYSTEMS.flatMap((system) => system.asks?.(declared) ?? []);
  const groups = asks.flatMap((ask) => ask.groups ?? []);
  const lastMessages = asks.flatMap((ask) => ask.lastMessages ?? []);
  const buckets = Map.groupBy(
    asks.flatMap((ask) => ask.buckets ?? []),
    ({ name }) => name,
  );
  return {
    groupsOf: (cluster) => namesOf(groups, cluster),
    lastMessagesOf: (cluster) => namesOf(lastMessages, cluster),
    buckets: [...buckets].map(([name, of]) => ({ name, prefixes: [...new Set(of.flatMap((one) => one.prefixes))] })),
  };
}

function namesOf(asks: readonly KafkaAsk[], cluster: string): readonly string[] {
  return [...new Set(asks.filter((ask) => ask.cluster === cluster).map(({ name }) => name))];
}
