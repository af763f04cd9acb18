import type { KubernetesObject, Path } from "../../vocabulary/index.ts";

export const LABEL_PATH: Path = ["metadata", "labels", "strimzi.io/cluster"];
export const PAUSE_PATH: Path = ["metadata", "annotations", "strimzi.io/pause-reconciliation"];
export const MANAGED_PATH: Path = ["metadata", "annotations", "strimzi.io/managed"];

/** The Kafka resource that a KafkaTopic, KafkaUser or KafkaNodePool says it belongs to; null without the label. */
export function clusterLabelOf({ metadata }: KubernetesObject): string | null {
  return metadata.labels?.["strimzi.io/cluster"] ?? null;
}

export function isPaused({ metadata }: KubernetesObject): boolean {
  return metadata.annotations?.["strimzi.io/pause-reconciliation"] === "true";
}

/** Strimzi reads `strimzi.io/managed` of a KafkaTopic only. */
export function isUnmanaged({ kind, metadata }: KubernetesObject): boolean {
  return kind === "KafkaTopic" && metadata.annotations?.["strimzi.io/managed"] === "false";
}
