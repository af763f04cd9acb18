import type { JsonObject, KubernetesObject } from "../../../../src/vocabulary/index.ts";
import { annotate, declare, label, patch, patchStatus } from "../moves/cluster.ts";
import { muchLater } from "../moves/messages.ts";
import { addAcls, removeScramUser } from "../moves/users.ts";
import type { Row } from "../row.ts";
import { expected, kube } from "./expect.ts";

const ALERCE = { kind: "KafkaUser", name: "alerce" } as const;
const LABEL = "/metadata/labels/strimzi.io~1cluster";
const PAUSE = "/metadata/annotations/strimzi.io~1pause-reconciliation";
const CONDITIONS = "/status/conditions";
const OBSERVED = "/status/observedGeneration";
const WRITER = "strimzi-user-operator";
const SINCE = "2026-11-24T04:33:48.107879674Z";

const WRITE = {
  resourceType: "TOPIC",
  resourceName: "alerts-simulated",
  principal: "User:alerce",
  operation: "WRITE",
} as const;

function odd(name: string): KubernetesObject {
  return {
    apiVersion: "kafka.strimzi.io/v1",
    kind: "KafkaUser",
    metadata: { name, namespace: "kafka", labels: { "strimzi.io/cluster": "alert-broker" } },
    spec: { authentication: { type: "scram-sha-512" } },
  };
}

function notReady(message: string): JsonObject {
  return {
    conditions: [
      { type: "NotReady", status: "True", reason: "ExecutionException", message, lastTransitionTime: SINCE },
    ],
  };
}

/** The User Operator did not act on a KafkaUser, or could not. */
export const USER_OPERATORS: readonly Row[] = [
  {
    what: "a KafkaUser is paused by hand",
    moves: [annotate(ALERCE, "strimzi.io/pause-reconciliation", "true")],
    expect: [expected(["added", "cluster", kube("KafkaUser", "alerce"), PAUSE], { consequences: ["is paused"] })],
  },
  {
    what: "a KafkaUser is paused by hand, and the user may do more",
    moves: [annotate(ALERCE, "strimzi.io/pause-reconciliation", "true"), addAcls(WRITE)],
    expect: [
      expected(["added", "cluster", kube("KafkaUser", "alerce"), PAUSE], {
        consequences: ["is paused", "ACL ALLOW WRITE"],
      }),
    ],
  },
  {
    what: "a KafkaUser is paused by hand, and its password is gone",
    moves: [annotate(ALERCE, "strimzi.io/pause-reconciliation", "true"), removeScramUser("alerce")],
    expect: [
      expected(["added", "cluster", kube("KafkaUser", "alerce"), PAUSE], {
        consequences: ["is paused", "no SCRAM-SHA-512 password"],
      }),
    ],
  },
  {
    what: "a KafkaUser is changed by hand, and the User Operator has not acted for minutes",
    moves: [patch(ALERCE, { spec: { quotas: { producerByteRate: 1000 } } }), muchLater()],
    expect: [
      expected(["added", "cluster", kube("KafkaUser", "alerce"), "/spec/quotas"]),
      expected(["changed", "operator", kube("KafkaUser", "alerce"), OBSERVED], {
        reason: "generation-behind",
        consequences: ["does not limit alerce"],
      }),
    ],
  },
  {
    what: "the User Operator could not act",
    moves: [patchStatus(ALERCE, { status: notReady("AclCache is not ready!") }, WRITER)],
    expect: [expected(["changed", "operator", kube("KafkaUser", "alerce"), CONDITIONS], { reason: "not-ready" })],
  },
  {
    what: "the User Operator could not act on a new user",
    moves: [
      declare({ object: odd("odd-user"), status: notReady("ScramShaCredentialsCache is not ready!"), manager: WRITER }),
    ],
    expect: [
      expected(["changed", "operator", kube("KafkaUser", "odd-user"), CONDITIONS], {
        reason: "not-ready",
        consequences: ["password of odd-user"],
      }),
    ],
  },
  {
    what: "the User Operator never saw a KafkaUser",
    moves: [declare({ object: odd("odd-user") }), muchLater()],
    expect: [
      expected(["changed", "operator", kube("KafkaUser", "odd-user"), OBSERVED], {
        reason: "generation-behind",
        consequences: ["password of odd-user"],
      }),
    ],
  },
  {
    what: "a KafkaUser is moved to another cluster by hand, and keeps its rights",
    moves: [label(ALERCE, "strimzi.io/cluster", "other")],
    expect: [
      expected(["changed", "cluster", kube("KafkaUser", "alerce"), LABEL], {
        consequences: [
          "is labelled for Kafka other",
          "SCRAM user alerce",
          ...["DESCRIBE on TOPIC", "DESCRIBE_CONFIGS on TOPIC", "READ on TOPIC"],
          ...["DELETE on GROUP", "DESCRIBE on GROUP", "READ on GROUP"],
        ],
      }),
    ],
  },
];
