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

function edit(target: string, patch: Json, expected: readonly string[]): Mutation {
  return {
    ...named(target),
    manager: "kubectl-edit",
    patch,
    expected: expected.map((line) => `${line} by kubectl-edit`),
  };
}

/** As `edit`, for what leaves no owner behind. */
function drop(target: string, patch: Json, expected: readonly string[]): Mutation {
  return {
    ...named(target),
    manager: "kubectl-edit",
    patch,
    expected: expected.map((path) => `removed ${path} (deleted-live)`),
  };
}

/** `Deployment/web: changes an image` names the object and what is done to it. */
function named(target: string): { of: string; what: string } {
  const [of = "", what = ""] = target.split(": ");
  return { of, what };
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
  edit("Deployment/web: changes a scalar", { spec: { replicas: 4 } }, ["changed /spec/replicas"]),
  edit("Deployment/web: changes an image", op("replace", `${PATCH_WEB}/image`, "x:2"), [`changed ${WEB}/image`]),
  edit("Deployment/web: changes a quantity", op("replace", `${PATCH_WEB}/resources/limits/cpu`, "3"), [
    `changed ${WEB}/resources/limits/cpu`,
  ]),
  edit("Deployment/web: adds a quantity", op("add", `${PATCH_WEB}/resources/limits/ephemeral-storage`, "1Gi"), [
    `added ${WEB}/resources/limits/ephemeral-storage`,
  ]),
  edit("Deployment/web: respells a quantity", op("replace", `${PATCH_WEB}/resources/limits/memory`, "1048576Ki"), []),
  edit("Deployment/web: adds an environment variable", op("add", `${PATCH_WEB}/env/0`, { name: "NEW", value: "1" }), [
    `added ${WEB}/env/[name=NEW]`,
  ]),
  edit("Deployment/web: changes an environment variable", op("replace", `${PATCH_WEB}/env/0/value`, "2"), [
    `changed ${WEB}/env/[name=PLAIN]/value`,
  ]),
  drop("Deployment/web: removes an environment variable", remove(`${PATCH_WEB}/env/0`), [`${WEB}/env/[name=PLAIN]`]),
  edit(
    "Deployment/web: reorders environment variables",
    [{ op: "move", from: `${PATCH_WEB}/env/0`, path: `${PATCH_WEB}/env/3` }],
    [],
  ),
  edit("Deployment/web: changes an argument", op("replace", `${PATCH_WEB}/args/1`, ":9"), [`changed ${WEB}/args`]),
  edit("Deployment/web: adds an argument", op("add", `${PATCH_WEB}/args/-`, "-v"), [`changed ${WEB}/args`]),
  edit("Deployment/web: adds a toleration's field", op("add", `${PATCH_POD}/tolerations/0/value`, ""), []),
  edit("Deployment/web: changes a toleration", op("replace", `${PATCH_POD}/tolerations/0/key`, "other"), [
    `changed ${POD}/tolerations/0/key`,
  ]),
  edit("Deployment/web: adds a container", op("add", `${PATCH_POD}/containers/-`, { name: "x", image: "x" }), [
    `added ${POD}/containers/[name=x]`,
  ]),
  edit("Deployment/plain: adds a probe", op("add", `${PATCH_WEB}/livenessProbe`, { tcpSocket: { port: 1 } }), [
    `added ${POD}/containers/[name=c]/livenessProbe`,
  ]),
  edit(
    "Deployment/web: changes a defaulted probe field",
    op("replace", `${PATCH_WEB}/readinessProbe/periodSeconds`, 3),
    [`added ${WEB}/readinessProbe/periodSeconds`],
  ),
  edit("Deployment/web: changes a default", { spec: { progressDeadlineSeconds: 30 } }, [
    "added /spec/progressDeadlineSeconds",
  ]),
  edit("Deployment/plain: changes the strategy", { spec: { strategy: { type: "Recreate", rollingUpdate: null } } }, [
    "added /spec/strategy/type",
  ]),
  edit("Deployment/web: turns a false into true", { spec: { paused: true } }, ["changed /spec/paused"]),
  edit("Deployment/web: fills an empty map", op("add", `${PATCH_POD}/nodeSelector/disk`, "ssd"), [
    `added ${POD}/nodeSelector/disk`,
  ]),
  edit("Deployment/web: changes the service account", op("replace", `${PATCH_POD}/serviceAccountName`, "root"), [
    `changed ${POD}/serviceAccountName`,
  ]),
  edit("Deployment/plain: adds an annotation where there is none", { metadata: { annotations: { note: "x" } } }, [
    "added /metadata/annotations/note",
  ]),
  edit("Deployment/web: adds a label", { metadata: { labels: { team: "a" } } }, ["added /metadata/labels/team"]),
  edit("Deployment/web: changes a label", { metadata: { labels: { app: "other" } } }, ["changed /metadata/labels/app"]),
  drop("Deployment/web: removes a label", { metadata: { labels: { app: null } } }, ["/metadata/labels/app"]),
  drop("Deployment/web: removes a security setting", remove(`${PATCH_WEB}/securityContext/allowPrivilegeEscalation`), [
    `${WEB}/securityContext/allowPrivilegeEscalation`,
  ]),
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
  edit("Service/web: adds a port", op("add", "/spec/ports/-", { name: "new", port: 81, targetPort: 81 }), [
    "added /spec/ports/[port=81,protocol=TCP]",
  ]),
  edit("Service/web: changes a target port", op("replace", "/spec/ports/0/targetPort", 81), [
    "changed /spec/ports/[port=80,protocol=TCP]/targetPort",
  ]),
  edit("Service/web: changes the selector", { spec: { selector: { app: "x" } } }, ["changed /spec/selector/app"]),
  edit("Service/web: adds to the selector", { spec: { selector: { tier: "x" } } }, ["added /spec/selector/tier"]),
  edit("Service/store: pins clients", { spec: { sessionAffinity: "ClientIP" } }, ["added /spec/sessionAffinity"]),
  edit("Service/web: publishes a service", { spec: { type: "NodePort" } }, ["added /spec/type"]),
  edit("Ingress/web: changes a host", op("replace", "/spec/rules/0/host", "b.example.test"), [
    "changed /spec/rules/0/host",
  ]),
  edit(
    "Ingress/web: adds a path",
    op("add", "/spec/rules/0/http/paths/-", {
      path: "/x",
      pathType: "Exact",
      backend: { service: { name: "web", port: { number: 80 } } },
    }),
    ["changed /spec/rules/0/http/paths"],
  ),
  edit("NetworkPolicy/web: opens a policy", op("replace", "/spec/ingress/0/from", []), [
    "removed /spec/ingress/0/from (deleted-live)",
  ]),
  edit("Role/web: adds a verb", op("add", "/rules/0/verbs/-", "delete"), ["changed /rules/0/verbs"]),
  edit(
    "RoleBinding/web: adds a subject",
    op("add", "/subjects/-", { kind: "User", name: "eve", apiGroup: "rbac.authorization.k8s.io" }),
    ["changed /subjects"],
  ),
  edit("Secret/keys: changes a Secret value", { data: { password: "eA==" } }, ["changed /data/password"]),
  edit("Secret/keys: adds a Secret key", { data: { more: "eA==" } }, ["added /data/more"]),
  drop("Secret/keys: removes a Secret key", { data: { token: null } }, ["/data/token"]),
  edit("ConfigMap/settings: changes a setting", { data: { a: "2" } }, ["changed /data/a"]),
  edit("ConfigMap/settings: adds a setting", { data: { b: "" } }, ["added /data/b"]),
  drop("ConfigMap/settings: removes an empty setting", { data: { empty: null } }, ["/data/empty"]),
  drop("ConfigMap/settings: removes every setting", { data: null }, ["/data/a", "/data/empty"]),
  edit("ServiceAccount/web: adds a pull secret", { imagePullSecrets: [{ name: "x" }] }, ["added /imagePullSecrets"]),
  edit("PodDisruptionBudget/web: changes the budget", { spec: { maxUnavailable: "50%" } }, [
    "changed /spec/maxUnavailable",
  ]),
  edit("HorizontalPodAutoscaler/plain: changes the autoscaler", { spec: { minReplicas: 2 } }, [
    "added /spec/minReplicas",
  ]),
  edit(
    "HorizontalPodAutoscaler/plain: changes an autoscaler's metric",
    op("replace", "/spec/metrics/0/resource/target/averageUtilization", 50),
    ["changed /spec/metrics/0/resource/target/averageUtilization"],
  ),
  edit("CronJob/nightly: suspends", { spec: { suspend: true } }, ["changed /spec/suspend"]),
  edit("Kafka/alerts: adds a Kafka config key", { spec: { kafka: { config: { "log.retention.hours": 1 } } } }, [
    "added /spec/kafka/config/log.retention.hours",
  ]),
  edit("Kafka/alerts: changes a Kafka config key", { spec: { kafka: { config: { "min.insync.replicas": 1 } } } }, [
    "changed /spec/kafka/config/min.insync.replicas",
  ]),
  edit(
    "Kafka/alerts: respells Kafka config keys",
    { spec: { kafka: { config: { "message.max.bytes": "10485760", "auto.create.topics.enable": "false" } } } },
    [],
  ),
  drop("Kafka/alerts: removes a Kafka config key", { spec: { kafka: { config: { "min.insync.replicas": null } } } }, [
    "/spec/kafka/config/min.insync.replicas",
  ]),
  edit("Kafka/alerts: opens a listener", op("replace", "/spec/kafka/listeners/1/tls", false), [
    "changed /spec/kafka/listeners/1/tls",
  ]),
  edit(
    "Kafka/alerts: adds a listener",
    op("add", "/spec/kafka/listeners/-", { name: "x", port: 9095, type: "internal", tls: true }),
    ["changed /spec/kafka/listeners"],
  ),
  edit("Kafka/alerts: adds inside a listener", op("add", "/spec/kafka/listeners/0/authentication", { type: "tls" }), [
    "added /spec/kafka/listeners/0/authentication",
  ]),
  edit(
    "Kafka/alerts: reorders listeners",
    [{ op: "move", from: "/spec/kafka/listeners/0", path: "/spec/kafka/listeners/1" }],
    ["changed /spec/kafka/listeners"],
  ),
  drop("Kafka/alerts: switches off the topic operator", remove("/spec/entityOperator/topicOperator"), [
    "/spec/entityOperator/topicOperator",
  ]),
  edit("Kafka/alerts: adds a subtree", { spec: { kafkaExporter: { groupRegex: ".*", topicRegex: ".*" } } }, [
    "added /spec/kafkaExporter",
  ]),
  edit("KafkaNodePool/brokers: grows a volume", op("replace", "/spec/storage/volumes/0/size", "200Gi"), [
    "changed /spec/storage/volumes/0/size",
  ]),
  edit(
    "KafkaNodePool/brokers: respells a resource",
    { spec: { resources: { limits: { cpu: "2000m" }, requests: { memory: "2Gi" } } } },
    [],
  ),
  edit("KafkaUser/reader: grants an operation", op("replace", "/spec/authorization/acls/0/operations", ["All"]), [
    "changed /spec/authorization/acls/0/operations",
  ]),
  edit("KafkaUser/reader: adds a quota", { spec: { quotas: { consumerByteRate: 1 } } }, [
    "added /spec/quotas/consumerByteRate",
  ]),
  edit("KafkaTopic/alerts-simulated: adds a retention", { spec: { config: { "retention.bytes": "1" } } }, [
    "added /spec/config/retention.bytes",
  ]),
  edit("KafkaTopic/alerts-simulated: gives a null key a value", { spec: { config: { "compression.type": "zstd" } } }, [
    "added /spec/config/compression.type",
  ]),
  edit(
    "KafkaTopic/alerts-simulated: moves a topic to another cluster",
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
  edit("StrimziSchemaRegistry/registry: changes a CRD's default", { spec: { replicas: 2 } }, ["added /spec/replicas"]),
  edit("StrimziSchemaRegistry/registry: names a CRD's default", { spec: { replicas: 1 } }, []),
  edit("Certificate/broker: changes names", { spec: { dnsNames: ["b.example.test"] } }, ["changed /spec/dnsNames"]),
  edit("ScaledObject/web: adds a trigger field", op("add", "/spec/triggers/0/metadata/consumerGroup", "g"), [
    "added /spec/triggers/0/metadata/consumerGroup",
  ]),
];
