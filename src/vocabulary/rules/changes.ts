import type { Rule } from "./rule.ts";

/** Rules about a change: what git says now against what it said before. */
export const CHANGE_RULES = {
  "partitions-lowered": risk("high", "Partitions lowered"),
  "replicas-changed": risk("medium", "Replicas changed without Cruise Control"),
  "topic-name-changed": risk("high", "Another topic under the same KafkaTopic"),
  "topic-removed": risk("high", "A topic removed with its messages"),
  "compaction-dropped": risk("high", "A compacted topic that begins to delete"),
  "retention-lowered": risk("medium", "Retention lowered"),
  "storage-shrunk": risk("high", "Storage that shrinks"),
  "storage-change-ignored": risk("high", "A change of storage that Strimzi ignores"),
  "addresses-swapped": risk("high", "Addresses exchanged between brokers"),
  "kafka-downgraded": risk("high", "An older version of Kafka"),
  "listener-removed": risk("high", "A listener removed that clients outside use"),
  "listener-changed": risk("medium", "A listener changed that clients outside use"),
  "cluster-removed": risk("high", "A Kafka cluster or its nodes removed"),
  "access-lost": risk("medium", "A user that loses access"),
  "login-changed": risk("medium", "A user that logs in another way"),
  "archive-moved": risk("medium", "An archive that moves away from its alerts"),
  "group-changed": risk("medium", "Another consumer group for the archive"),
  "ingester-renamed": risk("medium", "An ingester under another name"),
  "registry-edit-ignored": risk("medium", "An edit of a schema registry without effect"),
  "user-removed": risk("medium", "A user removed"),
} as const satisfies Record<string, Rule>;

function risk<S extends Rule["severity"]>(severity: S, title: string) {
  return { kind: "risk", severity, title, byDefault: true } as const;
}
