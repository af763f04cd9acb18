import type { JsonObject, KubernetesObject } from "../../../../src/vocabulary/index.ts";
import { annotate, declare, deleteObject, label, patch, patchStatus } from "../moves/cluster.ts";
import { muchLater } from "../moves/messages.ts";
import { deleteTopic, makeTopics, raisePartitions, setConfig } from "../moves/topics.ts";
import { type Row, SILENT } from "../row.ts";
import { expected, kube, topic } from "./expect.ts";

const PLAIN = { kind: "KafkaTopic", name: "plain" } as const;
const SETTINGS = { kind: "KafkaTopic", name: "settings" } as const;
const LABEL = "/metadata/labels/strimzi.io~1cluster";
const PAUSE = "/metadata/annotations/strimzi.io~1pause-reconciliation";
const MANAGED = "/metadata/annotations/strimzi.io~1managed";
const CONDITIONS = "/status/conditions";
const OBSERVED = "/status/observedGeneration";
const WRITER = "strimzi-topic-operator";
const SINCE = "2026-11-24T04:33:48.107879674Z";

function odd(name: string, more: JsonObject = {}, annotations: Record<string, string> = {}): KubernetesObject {
  return {
    apiVersion: "kafka.strimzi.io/v1",
    kind: "KafkaTopic",
    metadata: { name, namespace: "kafka", labels: { "strimzi.io/cluster": "alert-broker" }, annotations },
    spec: { partitions: 1, replicas: 3, ...more },
  };
}

function condition(type: string, status: string, more: JsonObject = {}): JsonObject {
  return { conditions: [{ type, status, lastTransitionTime: SINCE, ...more }], observedGeneration: 1 };
}

function failed(reason: string, message: string): JsonObject {
  return { conditions: [{ type: "Ready", status: "False", reason, message, lastTransitionTime: SINCE }] };
}

/** The Topic Operator did not act on a KafkaTopic, or could not. */
export const TOPIC_OPERATORS: readonly Row[] = [
  {
    what: "a KafkaTopic is paused by hand",
    moves: [annotate(PLAIN, "strimzi.io/pause-reconciliation", "true")],
    expect: [expected(["added", "cluster", kube("KafkaTopic", "plain"), PAUSE], { consequences: ["is paused"] })],
  },
  {
    what: "a KafkaTopic is paused by hand, and its topic has an override",
    moves: [annotate(PLAIN, "strimzi.io/pause-reconciliation", "true"), setConfig("plain", { "retention.ms": "1000" })],
    expect: [
      expected(["added", "cluster", kube("KafkaTopic", "plain"), PAUSE], {
        consequences: ["is paused", "retention.ms"],
      }),
    ],
  },
  {
    what: "a KafkaTopic is paused by hand, and its topic is deleted",
    moves: [annotate(PLAIN, "strimzi.io/pause-reconciliation", "true"), deleteTopic("plain")],
    expect: [
      expected(["added", "cluster", kube("KafkaTopic", "plain"), PAUSE], {
        consequences: ["is paused", "Topic plain"],
      }),
    ],
  },
  {
    what: "git says that a KafkaTopic is paused, and its topic is as it should be",
    moves: [
      declare({
        object: odd("odd-paused", {}, { "strimzi.io/pause-reconciliation": "true" }),
        status: condition("ReconciliationPaused", "True"),
      }),
      makeTopics({ name: "odd-paused", replicas: 3 }),
    ],
    expect: SILENT,
  },
  {
    what: "git says that a KafkaTopic is paused, and its topic has other partitions",
    moves: [
      declare({
        object: odd("odd-paused", {}, { "strimzi.io/pause-reconciliation": "true" }),
        status: condition("ReconciliationPaused", "True"),
      }),
      makeTopics({ name: "odd-paused", partitions: 2, replicas: 3 }),
    ],
    expect: [
      expected(["changed", "operator", kube("KafkaTopic", "odd-paused"), CONDITIONS], {
        reason: "paused",
        consequences: ["partition"],
      }),
    ],
  },
  {
    what: "a KafkaTopic is made unmanaged by hand",
    moves: [annotate(PLAIN, "strimzi.io/managed", "false")],
    expect: [
      expected(["added", "cluster", kube("KafkaTopic", "plain"), MANAGED], { consequences: ["is not managed"] }),
    ],
  },
  {
    what: "git says that a KafkaTopic is unmanaged, and its topic is not there",
    moves: [
      declare({
        object: odd("odd-unmanaged", {}, { "strimzi.io/managed": "false" }),
        status: condition("Unmanaged", "True"),
      }),
    ],
    expect: [
      expected(["changed", "operator", kube("KafkaTopic", "odd-unmanaged"), CONDITIONS], {
        reason: "unmanaged",
        consequences: ["Topic odd-unmanaged"],
      }),
    ],
  },
  {
    what: "the cluster's label is taken from a KafkaTopic by hand",
    moves: [label(PLAIN, "strimzi.io/cluster", null)],
    expect: [
      expected(["removed", "cluster", kube("KafkaTopic", "plain"), LABEL], {
        reason: "deleted-live",
        consequences: ["strimzi.io/cluster"],
      }),
    ],
  },
  {
    what: "a KafkaTopic is moved to another cluster by hand",
    moves: [label(PLAIN, "strimzi.io/cluster", "other")],
    expect: [
      expected(["changed", "cluster", kube("KafkaTopic", "plain"), LABEL], {
        consequences: ["is labelled for Kafka other"],
      }),
    ],
  },
  {
    what: "a KafkaTopic is moved to another cluster by hand, and its topic has an override",
    moves: [label(PLAIN, "strimzi.io/cluster", "other"), setConfig("plain", { "retention.ms": "1000" })],
    expect: [
      expected(["changed", "cluster", kube("KafkaTopic", "plain"), LABEL], {
        consequences: ["is labelled for Kafka other", "retention.ms"],
      }),
    ],
  },
  {
    what: "git names a cluster that is not there",
    moves: [
      declare({
        object: {
          ...odd("odd-label"),
          metadata: { name: "odd-label", namespace: "kafka", labels: { "strimzi.io/cluster": "alert-brokr" } },
        },
      }),
    ],
    expect: [
      expected(["changed", "operator", kube("KafkaTopic", "odd-label"), LABEL], { reason: "wrong-cluster-label" }),
    ],
  },
  {
    what: "git names no cluster",
    moves: [declare({ object: { ...odd("odd-label"), metadata: { name: "odd-label", namespace: "kafka" } } })],
    expect: [
      expected(["changed", "operator", kube("KafkaTopic", "odd-label"), LABEL], { reason: "wrong-cluster-label" }),
    ],
  },
  {
    what: "a KafkaTopic is changed by hand, and the Topic Operator has not acted for minutes",
    moves: [patch(PLAIN, { spec: { partitions: 4 } }), muchLater()],
    expect: [
      expected(["changed", "cluster", kube("KafkaTopic", "plain"), "/spec/partitions"]),
      expected(["changed", "operator", kube("KafkaTopic", "plain"), OBSERVED], {
        reason: "generation-behind",
        consequences: ["3 partitions instead of 4"],
      }),
    ],
  },
  {
    what: "the Topic Operator never saw a KafkaTopic",
    moves: [declare({ object: odd("odd-new") }), muchLater()],
    expect: [
      expected(["changed", "operator", kube("KafkaTopic", "odd-new"), OBSERVED], {
        reason: "generation-behind",
        consequences: ["Topic odd-new"],
      }),
    ],
  },
  {
    what: "the Topic Operator is behind git",
    moves: [
      declare({ object: odd("odd-behind"), status: { observedGeneration: 0 } }),
      makeTopics({ name: "odd-behind", replicas: 3 }),
      muchLater(),
    ],
    expect: [
      expected(["changed", "operator", kube("KafkaTopic", "odd-behind"), OBSERVED], { reason: "generation-behind" }),
    ],
  },
  {
    what: "partitions were raised by hand, and the Topic Operator says that it cannot lower them",
    moves: [
      raisePartitions("plain", 4),
      patchStatus(PLAIN, { status: failed("NotSupported", "Decreasing partitions not supported") }, WRITER),
    ],
    expect: [
      expected(["changed", "service", topic("plain"), "/partitions"], { consequences: ["Decreasing partitions"] }),
    ],
  },
  {
    what: "two KafkaTopics want the same topic",
    moves: [
      declare({
        object: odd("odd-twice", {
          topicName: "spare",
          partitions: 2,
          config: { "cleanup.policy": "delete", "compression.type": "snappy" },
        }),
        status: {
          ...failed("ResourceConflict", "Managed by Ref{namespace='kafka', name='spare'}"),
          observedGeneration: 1,
          topicName: "spare",
        },
      }),
    ],
    expect: [expected(["changed", "operator", kube("KafkaTopic", "odd-twice"), CONDITIONS], { reason: "not-ready" })],
  },
  {
    what: "a value in git is none that Kafka takes",
    moves: [
      declare({
        object: odd("odd-value", { config: { "retention.ms": "nonsense" } }),
        status: {
          ...failed(
            "KafkaError",
            "org.apache.kafka.common.errors.InvalidConfigurationException: Invalid value nonsense for configuration retention.ms: Not a number of type LONG",
          ),
          observedGeneration: 1,
          topicName: "odd-value",
        },
      }),
    ],
    expect: [
      expected(["changed", "operator", kube("KafkaTopic", "odd-value"), CONDITIONS], {
        reason: "not-ready",
        consequences: ["Topic odd-value"],
      }),
    ],
  },
  {
    what: "git wants more replicas than there are brokers",
    moves: [
      declare({
        object: odd("odd-wide", { replicas: 5 }),
        status: {
          ...failed(
            "KafkaError",
            "org.apache.kafka.common.errors.InvalidReplicationFactorException: Unable to replicate the partition 5 time(s): The target replication factor of 5 cannot be reached because only 3 broker(s) are registered.",
          ),
          observedGeneration: 1,
          topicName: "odd-wide",
        },
      }),
    ],
    expect: [
      expected(["changed", "operator", kube("KafkaTopic", "odd-wide"), CONDITIONS], {
        reason: "not-ready",
        consequences: ["Topic odd-wide"],
      }),
    ],
  },
  {
    what: "replicas were moved by hand, and the Topic Operator says that it cannot",
    moves: [
      declare({
        object: odd("odd-thin"),
        status: {
          ...failed("NotSupported", "Replication factor change not supported, but required for partitions [0]"),
          observedGeneration: 1,
          topicName: "odd-thin",
        },
      }),
      makeTopics({ name: "odd-thin", replicas: 2 }),
    ],
    expect: [
      expected(["changed", "service", topic("odd-thin"), "/replicas"], { consequences: ["Replication factor change"] }),
    ],
  },
  {
    what: "the Topic Operator warns of a key that it ignores",
    moves: [
      patchStatus(
        SETTINGS,
        [
          {
            op: "add",
            path: "/status/conditions/-",
            value: {
              type: "Warning",
              status: "True",
              reason: "InvalidConfig",
              message: "Property segment.bytes is ignored according to alterable config",
              lastTransitionTime: SINCE,
            },
          },
        ],
        WRITER,
      ),
    ],
    expect: [
      expected(["risk", "operator", kube("KafkaTopic", "settings"), "/status/conditions/[reason=InvalidConfig]"], {
        reason: "warning",
      }),
    ],
  },
  {
    what: "a KafkaTopic is deleted, and its topic with it",
    moves: [deleteTopic("plain"), deleteObject(PLAIN)],
    expect: [expected(["missing", "cluster", kube("KafkaTopic", "plain")], { reason: "no-owner" })],
  },
];
