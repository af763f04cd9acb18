import type { Json } from "../../../src/vocabulary/index.ts";

/** One change made behind git's back, and what both engines must say of it. */
export interface Mutation {
  readonly what: string;
  /** Which of the clean objects: `Deployment/web`. */
  readonly of: string;
  readonly manager: string;
  /** A JSON merge patch; a list is a JSON patch; with `apply` the fields of a server-side apply. */
  readonly patch: Json;
  readonly how?: "apply";
  /** Below the object's URL: `/scale`. */
  readonly subresource?: string;
  readonly expected: readonly string[];
}

function edit(what: string, of: string, patch: Json, expected: readonly string[]): Mutation {
  return { what, of, manager: "kubectl-edit", patch, expected: expected.map((line) => `${line} by kubectl-edit`) };
}

/** As `edit`, for what leaves no owner behind. */
function drop(what: string, of: string, patch: Json, expected: readonly string[]): Mutation {
  return {
    what,
    of,
    manager: "kubectl-edit",
    patch,
    expected: expected.map((path) => `removed ${path} (deleted-live)`),
  };
}

const POD = "/spec/template/spec";
const WEB = `${POD}/containers/[name=web]`;
const PATCH_POD = "/spec/template/spec";
const PATCH_WEB = `${PATCH_POD}/containers/0`;

function op(kind: "add" | "replace", path: string, value: Json): Json {
  return [{ op: kind, path, value }];
}

function remove(path: string): Json {
  return [{ op: "remove", path }];
}

export const MUTATIONS: readonly Mutation[] = [
  edit("changes a scalar", "Deployment/web", { spec: { replicas: 4 } }, ["changed /spec/replicas"]),
  edit("changes an image", "Deployment/web", op("replace", `${PATCH_WEB}/image`, "x:2"), [`changed ${WEB}/image`]),
  edit("changes a quantity", "Deployment/web", op("replace", `${PATCH_WEB}/resources/limits/cpu`, "3"), [
    `changed ${WEB}/resources/limits/cpu`,
  ]),
  edit("adds a quantity", "Deployment/web", op("add", `${PATCH_WEB}/resources/limits/ephemeral-storage`, "1Gi"), [
    `added ${WEB}/resources/limits/ephemeral-storage`,
  ]),
  edit("respells a quantity", "Deployment/web", op("replace", `${PATCH_WEB}/resources/limits/memory`, "1048576Ki"), []),
  edit("adds an environment variable", "Deployment/web", op("add", `${PATCH_WEB}/env/0`, { name: "NEW", value: "1" }), [
    `added ${WEB}/env/[name=NEW]`,
  ]),
  edit("changes an environment variable", "Deployment/web", op("replace", `${PATCH_WEB}/env/0/value`, "2"), [
    `changed ${WEB}/env/[name=PLAIN]/value`,
  ]),
  drop("removes an environment variable", "Deployment/web", remove(`${PATCH_WEB}/env/0`), [`${WEB}/env/[name=PLAIN]`]),
  edit(
    "reorders environment variables",
    "Deployment/web",
    [{ op: "move", from: `${PATCH_WEB}/env/0`, path: `${PATCH_WEB}/env/3` }],
    [],
  ),
  edit("changes an argument", "Deployment/web", op("replace", `${PATCH_WEB}/args/1`, ":9"), [`changed ${WEB}/args`]),
  edit("adds an argument", "Deployment/web", op("add", `${PATCH_WEB}/args/-`, "-v"), [`changed ${WEB}/args`]),
  edit("adds a toleration's field", "Deployment/web", op("add", `${PATCH_POD}/tolerations/0/value`, ""), []),
  edit("changes a toleration", "Deployment/web", op("replace", `${PATCH_POD}/tolerations/0/key`, "other"), [
    `changed ${POD}/tolerations/0/key`,
  ]),
  edit("adds a container", "Deployment/web", op("add", `${PATCH_POD}/containers/-`, { name: "x", image: "x" }), [
    `added ${POD}/containers/[name=x]`,
  ]),
  edit("adds a probe", "Deployment/plain", op("add", `${PATCH_WEB}/livenessProbe`, { tcpSocket: { port: 1 } }), [
    `added ${POD}/containers/[name=c]/livenessProbe`,
  ]),
  edit(
    "changes a defaulted probe field",
    "Deployment/web",
    op("replace", `${PATCH_WEB}/readinessProbe/periodSeconds`, 3),
    [`added ${WEB}/readinessProbe/periodSeconds`],
  ),
  edit("changes a default", "Deployment/web", { spec: { progressDeadlineSeconds: 30 } }, [
    "added /spec/progressDeadlineSeconds",
  ]),
  edit("changes the strategy", "Deployment/plain", { spec: { strategy: { type: "Recreate", rollingUpdate: null } } }, [
    "added /spec/strategy/type",
  ]),
  edit("turns a false into true", "Deployment/web", { spec: { paused: true } }, ["changed /spec/paused"]),
  edit("fills an empty map", "Deployment/web", op("add", `${PATCH_POD}/nodeSelector/disk`, "ssd"), [
    `added ${POD}/nodeSelector/disk`,
  ]),
  edit("changes the service account", "Deployment/web", op("replace", `${PATCH_POD}/serviceAccountName`, "root"), [
    `changed ${POD}/serviceAccountName`,
  ]),
  edit("adds an annotation where there is none", "Deployment/plain", { metadata: { annotations: { note: "x" } } }, [
    "added /metadata/annotations/note",
  ]),
  edit("adds a label", "Deployment/web", { metadata: { labels: { team: "a" } } }, ["added /metadata/labels/team"]),
  edit("changes a label", "Deployment/web", { metadata: { labels: { app: "other" } } }, [
    "changed /metadata/labels/app",
  ]),
  drop("removes a label", "Deployment/web", { metadata: { labels: { app: null } } }, ["/metadata/labels/app"]),
  drop(
    "removes a security setting",
    "Deployment/web",
    remove(`${PATCH_WEB}/securityContext/allowPrivilegeEscalation`),
    [`${WEB}/securityContext/allowPrivilegeEscalation`],
  ),
  {
    what: "restarts a rollout",
    of: "Deployment/web",
    manager: "kubectl-rollout",
    patch: { spec: { template: { metadata: { annotations: { "kubectl.kubernetes.io/restartedAt": "2026-01-01" } } } } },
    expected: ["added /spec/template/metadata/annotations/kubectl.kubernetes.io~1restartedAt by kubectl-rollout"],
  },
  {
    what: "scales",
    of: "Deployment/web",
    manager: "kubectl",
    subresource: "/scale",
    patch: { spec: { replicas: 7 } },
    expected: ["changed /spec/replicas by kubectl"],
  },
  {
    what: "lets an autoscaler scale",
    of: "Deployment/web",
    manager: "kube-controller-manager",
    subresource: "/scale",
    patch: { spec: { replicas: 7 } },
    expected: [],
  },
  {
    what: "lets a controller annotate",
    of: "Deployment/web",
    manager: "kube-controller-manager",
    patch: { metadata: { annotations: { "deployment.kubernetes.io/revision": "3" } } },
    expected: [],
  },
  {
    what: "applies a field as another manager",
    of: "Deployment/web",
    manager: "bob",
    how: "apply",
    patch: { spec: { minReadySeconds: 5 } },
    expected: ["added /spec/minReadySeconds by bob"],
  },
  {
    what: "applies over git's field as another manager",
    of: "Deployment/web",
    manager: "bob",
    how: "apply",
    patch: { spec: { replicas: 2 } },
    expected: ["changed /spec/replicas by bob"],
  },
  {
    what: "applies a whole new map as another manager",
    of: "KafkaTopic/alerts-simulated",
    manager: "bob",
    how: "apply",
    patch: { spec: { topicName: "t" } },
    expected: ["added /spec/topicName by bob"],
  },
  {
    what: "applies a strategy as another manager",
    of: "Deployment/plain",
    manager: "bob",
    how: "apply",
    patch: { spec: { strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } } },
    expected: [
      "added /spec/strategy/rollingUpdate/maxSurge by bob",
      "added /spec/strategy/rollingUpdate/maxUnavailable by bob",
    ],
  },
  edit("adds a port", "Service/web", op("add", "/spec/ports/-", { name: "new", port: 81, targetPort: 81 }), [
    "added /spec/ports/[port=81,protocol=TCP]",
  ]),
  edit("changes a target port", "Service/web", op("replace", "/spec/ports/0/targetPort", 81), [
    "changed /spec/ports/[port=80,protocol=TCP]/targetPort",
  ]),
  edit("changes the selector", "Service/web", { spec: { selector: { app: "x" } } }, ["changed /spec/selector/app"]),
  edit("adds to the selector", "Service/web", { spec: { selector: { tier: "x" } } }, ["added /spec/selector/tier"]),
  edit("pins clients", "Service/store", { spec: { sessionAffinity: "ClientIP" } }, ["added /spec/sessionAffinity"]),
  edit("publishes a service", "Service/web", { spec: { type: "NodePort" } }, ["added /spec/type"]),
  edit("changes a host", "Ingress/web", op("replace", "/spec/rules/0/host", "b.example.test"), [
    "changed /spec/rules/0/host",
  ]),
  edit(
    "adds a path",
    "Ingress/web",
    op("add", "/spec/rules/0/http/paths/-", {
      path: "/x",
      pathType: "Exact",
      backend: { service: { name: "web", port: { number: 80 } } },
    }),
    ["changed /spec/rules/0/http/paths"],
  ),
  edit("opens a policy", "NetworkPolicy/web", op("replace", "/spec/ingress/0/from", []), [
    "removed /spec/ingress/0/from (deleted-live)",
  ]),
  edit("adds a verb", "Role/web", op("add", "/rules/0/verbs/-", "delete"), ["changed /rules/0/verbs"]),
  edit(
    "adds a subject",
    "RoleBinding/web",
    op("add", "/subjects/-", { kind: "User", name: "eve", apiGroup: "rbac.authorization.k8s.io" }),
    ["changed /subjects"],
  ),
  edit("changes a Secret value", "Secret/keys", { data: { password: "eA==" } }, ["changed /data/password"]),
  edit("adds a Secret key", "Secret/keys", { data: { more: "eA==" } }, ["added /data/more"]),
  drop("removes a Secret key", "Secret/keys", { data: { token: null } }, ["/data/token"]),
  edit("changes a setting", "ConfigMap/settings", { data: { a: "2" } }, ["changed /data/a"]),
  edit("adds a setting", "ConfigMap/settings", { data: { b: "" } }, ["added /data/b"]),
  drop("removes an empty setting", "ConfigMap/settings", { data: { empty: null } }, ["/data/empty"]),
  edit("adds a pull secret", "ServiceAccount/web", { imagePullSecrets: [{ name: "x" }] }, ["added /imagePullSecrets"]),
  edit("changes the budget", "PodDisruptionBudget/web", { spec: { maxUnavailable: "50%" } }, [
    "changed /spec/maxUnavailable",
  ]),
  edit("changes the autoscaler", "HorizontalPodAutoscaler/plain", { spec: { minReplicas: 2 } }, [
    "added /spec/minReplicas",
  ]),
  edit(
    "changes an autoscaler's metric",
    "HorizontalPodAutoscaler/plain",
    op("replace", "/spec/metrics/0/resource/target/averageUtilization", 50),
    ["changed /spec/metrics/0/resource/target/averageUtilization"],
  ),
  edit("suspends", "CronJob/nightly", { spec: { suspend: true } }, ["changed /spec/suspend"]),
  edit("adds a Kafka config key", "Kafka/alerts", { spec: { kafka: { config: { "log.retention.hours": 1 } } } }, [
    "added /spec/kafka/config/log.retention.hours",
  ]),
  edit("changes a Kafka config key", "Kafka/alerts", { spec: { kafka: { config: { "min.insync.replicas": 1 } } } }, [
    "changed /spec/kafka/config/min.insync.replicas",
  ]),
  edit(
    "respells Kafka config keys",
    "Kafka/alerts",
    { spec: { kafka: { config: { "message.max.bytes": "10485760", "auto.create.topics.enable": "false" } } } },
    [],
  ),
  drop("removes a Kafka config key", "Kafka/alerts", { spec: { kafka: { config: { "min.insync.replicas": null } } } }, [
    "/spec/kafka/config/min.insync.replicas",
  ]),
  edit("opens a listener", "Kafka/alerts", op("replace", "/spec/kafka/listeners/1/tls", false), [
    "changed /spec/kafka/listeners/1/tls",
  ]),
  edit(
    "adds a listener",
    "Kafka/alerts",
    op("add", "/spec/kafka/listeners/-", { name: "x", port: 9095, type: "internal", tls: true }),
    ["changed /spec/kafka/listeners"],
  ),
  edit("adds inside a listener", "Kafka/alerts", op("add", "/spec/kafka/listeners/0/authentication", { type: "tls" }), [
    "added /spec/kafka/listeners/0/authentication",
  ]),
  edit(
    "reorders listeners",
    "Kafka/alerts",
    [{ op: "move", from: "/spec/kafka/listeners/0", path: "/spec/kafka/listeners/1" }],
    ["changed /spec/kafka/listeners"],
  ),
  drop("switches off the topic operator", "Kafka/alerts", remove("/spec/entityOperator/topicOperator"), [
    "/spec/entityOperator/topicOperator",
  ]),
  edit("adds a subtree", "Kafka/alerts", { spec: { kafkaExporter: { groupRegex: ".*", topicRegex: ".*" } } }, [
    "added /spec/kafkaExporter",
  ]),
  edit("grows a volume", "KafkaNodePool/brokers", op("replace", "/spec/storage/volumes/0/size", "200Gi"), [
    "changed /spec/storage/volumes/0/size",
  ]),
  edit(
    "respells a resource",
    "KafkaNodePool/brokers",
    { spec: { resources: { limits: { cpu: "2000m" }, requests: { memory: "2Gi" } } } },
    [],
  ),
  edit("grants an operation", "KafkaUser/reader", op("replace", "/spec/authorization/acls/0/operations", ["All"]), [
    "changed /spec/authorization/acls/0/operations",
  ]),
  edit("adds a quota", "KafkaUser/reader", { spec: { quotas: { consumerByteRate: 1 } } }, [
    "added /spec/quotas/consumerByteRate",
  ]),
  edit("adds a retention", "KafkaTopic/alerts-simulated", { spec: { config: { "retention.bytes": "1" } } }, [
    "added /spec/config/retention.bytes",
  ]),
  edit(
    "gives a null key a value",
    "KafkaTopic/alerts-simulated",
    { spec: { config: { "compression.type": "zstd" } } },
    ["added /spec/config/compression.type"],
  ),
  edit(
    "moves a topic to another cluster",
    "KafkaTopic/alerts-simulated",
    { metadata: { labels: { "strimzi.io/cluster": "x" } } },
    ["changed /metadata/labels/strimzi.io~1cluster"],
  ),
  {
    what: "lets the topic operator set its finalizer",
    of: "KafkaTopic/alerts-simulated",
    manager: "strimzi-topic-operator",
    patch: { metadata: { finalizers: ["strimzi.io/topic-operator"] } },
    expected: [],
  },
  {
    what: "sets a finalizer by hand",
    of: "KafkaTopic/alerts-simulated",
    manager: "kubectl-patch",
    patch: { metadata: { finalizers: ["example.test/keep"] } },
    expected: ["added /metadata/finalizers by kubectl-patch"],
  },
  edit("changes a CRD's default", "StrimziSchemaRegistry/registry", { spec: { replicas: 2 } }, [
    "added /spec/replicas",
  ]),
  edit("names a CRD's default", "StrimziSchemaRegistry/registry", { spec: { replicas: 1 } }, []),
  edit("changes names", "Certificate/broker", { spec: { dnsNames: ["b.example.test"] } }, ["changed /spec/dnsNames"]),
  edit("adds a trigger field", "ScaledObject/web", op("add", "/spec/triggers/0/metadata/consumerGroup", "g"), [
    "added /spec/triggers/0/metadata/consumerGroup",
  ]),
];
