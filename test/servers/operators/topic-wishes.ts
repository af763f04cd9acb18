import { configText, isPaused, isUnmanaged } from "../../../src/systems/strimzi/index.ts";
import { fieldOf } from "../../../src/systems/system.ts";
import type { KubernetesObject } from "../../../src/vocabulary/index.ts";
import type { DescribedTopic, NewTopic } from "./kafka-admin.ts";
import type { NewCondition } from "./status.ts";

/** Why the Topic Operator refuses a KafkaTopic. */
export class Refusal extends Error {
  readonly reason: "NotSupported" | "ResourceConflict";

  constructor(reason: Refusal["reason"], message: string) {
    super(message);
    this.reason = reason;
  }
}

const BROKER_DEFAULT = -1;

export function topicNameOf({ spec, metadata }: KubernetesObject): string {
  const name = (spec as { topicName?: string } | undefined)?.topicName;
  return name ?? metadata.name;
}

/** What a KafkaTopic asks for; -1 where it asks for nothing. */
export function wishOf(object: KubernetesObject): NewTopic {
  const config = Object.entries((fieldOf(object, "spec", "config") ?? {}) as Record<string, unknown>);
  return {
    name: topicNameOf(object),
    partitions: (fieldOf(object, "spec", "partitions") as number | undefined) ?? BROKER_DEFAULT,
    replicas: (fieldOf(object, "spec", "replicas") as number | undefined) ?? BROKER_DEFAULT,
    config: Object.fromEntries(config.map(([key, value]) => [key, configText(value)])),
  };
}

/**
 * What is wrong before Kafka is asked: another name than at first, or an older KafkaTopic for the same topic.
 * @throws Refusal
 */
export function assertAcceptable(object: KubernetesObject, all: readonly KubernetesObject[]): void {
  const before = fieldOf(object, "status", "topicName");
  if (typeof before === "string" && before !== topicNameOf(object))
    throw new Refusal("NotSupported", "Changing spec.topicName is not supported");
  const [oldest] = all
    .filter((other) => !isUnmanaged(other) && topicNameOf(other) === topicNameOf(object))
    .toSorted((a, b) => createdAt(a) - createdAt(b));
  if (oldest === undefined || oldest.metadata.name === object.metadata.name) return;
  const { namespace, name } = oldest.metadata;
  throw new Refusal("ResourceConflict", `Managed by Ref{namespace='${namespace}', name='${name}'}`);
}

/** Keys to set, and with null those to take away: overrides of the topic that the KafkaTopic does not mention. */
export function configChanges({ config }: NewTopic, { configs }: DescribedTopic): Record<string, string | null> {
  const set = Object.entries(config).filter(([key, value]) => configs.get(key)?.value !== value);
  const strays = [...configs].filter(([key, { isOverride }]) => isOverride && !(key in config));
  return Object.fromEntries([...set, ...strays.map(([key]) => [key, null] as const)]);
}

/**
 * What the operator cannot do. It compares one replication factor of the whole topic, so that it takes a topic whose
 * partitions differ among themselves for right.
 * @throws Refusal
 */
export function assertPossible({ partitions, replicas }: NewTopic, live: DescribedTopic): void {
  if (partitions !== BROKER_DEFAULT && partitions < live.replicas.length)
    throw new Refusal("NotSupported", "Decreasing partitions not supported");
  const factors = new Set(live.replicas);
  if (replicas === BROKER_DEFAULT || factors.size !== 1 || factors.has(replicas)) return;
  const ids = live.replicas.map((_, partition) => partition).join(", ");
  throw new Refusal("NotSupported", `Replication factor change not supported, but required for partitions [${ids}]`);
}

/** All is well, or the operator was told to let it be. */
export function restingCondition(object: KubernetesObject): NewCondition {
  if (isUnmanaged(object)) return { type: "Unmanaged", status: "True" };
  return { type: isPaused(object) ? "ReconciliationPaused" : "Ready", status: "True" };
}

function createdAt({ metadata }: KubernetesObject): number {
  const { creationTimestamp } = metadata;
  return typeof creationTimestamp === "string" ? Date.parse(creationTimestamp) : 0;
}
