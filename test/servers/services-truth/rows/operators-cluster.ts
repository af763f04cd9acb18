import type { JsonObject } from "../../../../src/vocabulary/index.ts";
import { annotate, createObject, deleteDerived, patch, patchStatus, settled } from "../moves/cluster.ts";
import { muchLater } from "../moves/messages.ts";
import { type Row, SILENT } from "../row.ts";
import type { Ref } from "../world/index.ts";
import { expected, kube } from "./expect.ts";

const KAFKA = { kind: "Kafka", name: "alert-broker" } as const;
const POOL = { kind: "KafkaNodePool", name: "broker" } as const;
const OPERATOR = { kind: "Deployment", name: "strimzi-operator", namespace: "strimzi" } as const;
const INGESTER = { kind: "Deployment", name: "alert-database-ingester" } as const;
const SERVER = { kind: "Deployment", name: "alert-database-server" } as const;
const REGISTRY = { kind: "StrimziSchemaRegistry", name: "schema-registry" } as const;
const DERIVED = { kind: "Deployment", name: "schema-registry" } as const;
const SCALED = { kind: "ScaledObject", name: "alert-database-ingester" } as const;

const CONDITIONS = "/status/conditions";
const OBSERVED = "/status/observedGeneration";
const SINCE = "2026-11-24T04:33:48Z";
const WRITER = "strimzi-cluster-operator";
const KUBERNETES = "kube-controller-manager";
const UNAVAILABLE: JsonObject = {
  status: {
    ...{ readyReplicas: 0, availableReplicas: 0, unavailableReplicas: 1 },
    conditions: [
      { type: "Available", status: "False", reason: "MinimumReplicasUnavailable", lastTransitionTime: SINCE },
    ],
  },
};

function withoutPods(what: string, ref: Ref): Row {
  const { kind, name, namespace = "kafka" } = ref;
  return {
    what,
    moves: [patchStatus(ref, UNAVAILABLE, KUBERNETES)],
    expect: [expected(["changed", "operator", kube(kind, name, namespace), CONDITIONS], { reason: "not-ready" })],
  };
}

/** The Cluster Operator, the registry operator, KEDA and the workloads themselves. */
export const CLUSTER_OPERATORS: readonly Row[] = [
  {
    what: "the Cluster Operator could not act",
    moves: [
      patchStatus(
        KAFKA,
        {
          status: {
            conditions: [
              ...[
                {
                  type: "Ready",
                  status: "False",
                  reason: "FatalProblem",
                  message: "Timeout",
                  lastTransitionTime: SINCE,
                },
              ],
            ],
          },
        },
        WRITER,
      ),
    ],
    expect: [expected(["changed", "operator", kube("Kafka", "alert-broker"), CONDITIONS], { reason: "not-ready" })],
  },
  {
    what: "the Cluster Operator warns",
    moves: [
      patchStatus(
        KAFKA,
        [
          {
            op: "add",
            path: "/status/conditions/-",
            value: {
              ...{ type: "Warning", status: "True", reason: "KafkaStorage", lastTransitionTime: SINCE },
              message: "The desired Kafka storage configuration contains changes which are not allowed.",
            },
          },
        ],
        WRITER,
      ),
    ],
    expect: [
      expected(["risk", "operator", kube("Kafka", "alert-broker"), "/status/conditions/[reason=KafkaStorage]"], {
        reason: "warning",
      }),
    ],
  },
  {
    what: "a Kafka is paused by hand",
    moves: [annotate(KAFKA, "strimzi.io/pause-reconciliation", "true")],
    expect: [
      expected(
        ["added", "cluster", kube("Kafka", "alert-broker"), "/metadata/annotations/strimzi.io~1pause-reconciliation"],
        { consequences: ["is paused"] },
      ),
    ],
  },
  {
    what: "a Kafka is changed by hand, and the Cluster Operator has not acted for minutes",
    moves: [patch(KAFKA, { spec: { kafka: { jvmOptions: { "-Xmx": "8g" } } } }), muchLater()],
    expect: [
      expected(["changed", "cluster", kube("Kafka", "alert-broker"), "/spec/kafka/jvmOptions/-Xmx"]),
      expected(["changed", "operator", kube("Kafka", "alert-broker"), OBSERVED], { reason: "generation-behind" }),
    ],
  },
  {
    what: "a node pool is changed by hand, and the Cluster Operator has not acted for minutes",
    moves: [patch(POOL, { spec: { replicas: 4 } }), muchLater()],
    expect: [
      expected(["changed", "cluster", kube("KafkaNodePool", "broker"), "/spec/replicas"]),
      expected(["changed", "operator", kube("KafkaNodePool", "broker"), OBSERVED], { reason: "generation-behind" }),
    ],
  },
  {
    what: "a key that Strimzi forbids is added by hand",
    moves: [patch(KAFKA, { spec: { kafka: { config: { "ssl.truststore.type": "PEM" } } } })],
    expect: [
      expected(["added", "cluster", kube("Kafka", "alert-broker"), "/spec/kafka/config/ssl.truststore.type"], {
        consequences: ["never reaches a broker"],
      }),
    ],
  },
  {
    what: "the Topic Operator is switched off by hand",
    moves: [patch(KAFKA, [{ op: "remove", path: "/spec/entityOperator/topicOperator" }]), settled(KAFKA)],
    expect: [
      expected(["removed", "cluster", kube("Kafka", "alert-broker"), "/spec/entityOperator/topicOperator"], {
        reason: "deleted-live",
        consequences: [
          "plain",
          "settings",
          "renamed",
          "narrow",
          "spare",
          "lsst-alerts",
          "registry-schemas",
          "simulated",
        ],
      }),
    ],
  },
  {
    what: "the Cluster Operator watches another namespace, by hand",
    moves: [
      patch(OPERATOR, [{ op: "replace", path: "/spec/template/spec/containers/0/env/0/value", value: "kafka-test" }]),
    ],
    expect: [
      expected(
        [
          ...(["changed", "cluster", kube("Deployment", "strimzi-operator", "strimzi")] as const),
          "/spec/template/spec/containers/[name=operator]/env/[name=STRIMZI_NAMESPACE]/value",
        ],
        { consequences: ["does not watch namespace kafka"] },
      ),
    ],
  },
  withoutPods("the Cluster Operator has no Pods", OPERATOR),
  withoutPods("the registry operator has no Pods", {
    ...{ kind: "Deployment", name: "strimzi-registry-operator", namespace: "strimzi-registry-operator" },
  }),
  withoutPods("the simulator has no Pods", { kind: "Deployment", name: "alert-stream-simulator" }),
  withoutPods("the alert database's server has no Pods", SERVER),
  withoutPods("the schema registry has no Pods", DERIVED),
  {
    what: "the schema registry's resource is changed by hand, which its operator ignores",
    moves: [patch(REGISTRY, { spec: { registryImageTag: "8.9.9" } })],
    expect: [
      expected(["changed", "cluster", kube("StrimziSchemaRegistry", "schema-registry"), "/spec/registryImageTag"], {
        consequences: ["acts on creation only"],
      }),
    ],
  },
  {
    what: "the compatibility level is changed by hand in the schema registry's resource",
    moves: [patch(REGISTRY, { spec: { compatibilityLevel: "backward" } })],
    expect: [
      expected(["changed", "cluster", kube("StrimziSchemaRegistry", "schema-registry"), "/spec/compatibilityLevel"], {
        consequences: ["acts on creation only", "demands compatibility"],
      }),
    ],
  },
  {
    what: "the schema registry's derived Deployment has another image than its resource",
    moves: [
      patch(DERIVED, [
        {
          op: "replace",
          path: "/spec/template/spec/containers/0/image",
          value: "confluentinc/cp-schema-registry:7.0.0",
        },
      ]),
    ],
    expect: [
      expected(["changed", "operator", kube("StrimziSchemaRegistry", "schema-registry"), "/spec/registryImageTag"], {
        reason: "create-only",
      }),
    ],
  },
  {
    what: "the schema registry's derived Deployment was scaled by hand",
    moves: [patch(DERIVED, { spec: { replicas: 2 } }, { manager: "kubectl" })],
    expect: [
      expected(["changed", "operator", kube("StrimziSchemaRegistry", "schema-registry"), "/spec/replicas"], {
        reason: "create-only",
      }),
    ],
  },
  {
    what: "KEDA has scaled the ingester",
    moves: [patch(INGESTER, { spec: { replicas: 3 } }, { manager: "keda", subresource: "scale" })],
    expect: SILENT,
  },
  {
    what: "KEDA has scaled the ingester to nothing",
    moves: [patch(INGESTER, { spec: { replicas: 0 } }, { manager: "keda", subresource: "scale" })],
    expect: SILENT,
  },
  {
    what: "KEDA cannot scale",
    moves: [
      patchStatus(
        SCALED,
        {
          status: {
            conditions: [
              {
                ...{ type: "Ready", status: "False", reason: "ScaledObjectCheckFailed" },
                message: "failed to ensure HPA is correctly created for ScaledObject",
              },
            ],
          },
        },
        "keda",
      ),
    ],
    expect: [
      expected(["changed", "operator", kube("ScaledObject", "alert-database-ingester"), CONDITIONS], {
        reason: "not-ready",
      }),
    ],
  },
  {
    what: "KEDA is paused by hand",
    moves: [annotate(SCALED, "autoscaling.keda.sh/paused", "true")],
    expect: [
      expected(
        [
          ...(["added", "cluster", kube("ScaledObject", "alert-database-ingester")] as const),
          "/metadata/annotations/autoscaling.keda.sh~1paused",
        ],
        { consequences: ["KEDA does not scale"] },
      ),
    ],
  },
  {
    what: "the Secret of users' passwords is gone",
    moves: [deleteDerived({ kind: "Secret", name: "alert-stream-broker-secrets" }, "VaultSecret")],
    expect: [expected(["missing", "operator", kube("Secret", "alert-stream-broker-secrets")])],
  },
  {
    what: "there is a Secret that nobody declares",
    moves: [
      createObject({
        apiVersion: "v1",
        kind: "Secret",
        metadata: { name: "someone-elses", namespace: "kafka" },
        data: { key: "bWFkZS11cC1zZWNyZXQ=" },
      }),
    ],
    expect: SILENT,
  },
];
