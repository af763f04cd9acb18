import type { Json, JsonObject, KubernetesObject } from "../../../src/vocabulary/index.ts";

/** A change of one field of an object that is there already. */
export interface Row {
  readonly what: string;
  readonly object: KubernetesObject;
  /** The way to the field, list items by their index. */
  readonly path: readonly (string | number)[];
  /** Undefined takes the field away. */
  readonly value: Json | undefined;
}

function object(type: string, rest: JsonObject): KubernetesObject {
  const [apiVersion = "", kind = ""] = type.split(" ");
  return { apiVersion, kind, metadata: { name: "a" }, ...rest };
}

function podsOf(labels: { [name: string]: string } = { app: "a" }): JsonObject {
  return {
    metadata: { labels },
    spec: { containers: [{ name: "main", image: "a:1", resources: { limits: { memory: "1Gi" } } }] },
  };
}

const SELECTED: JsonObject = { selector: { matchLabels: { app: "a" } }, template: podsOf({ app: "a", tier: "b" }) };
const DEPLOYMENT = object("apps/v1 Deployment", { spec: { replicas: 1, ...SELECTED } });
const DAEMON_SET = object("apps/v1 DaemonSet", { spec: SELECTED });
const STATEFUL_SET = object("apps/v1 StatefulSet", {
  spec: {
    replicas: 1,
    serviceName: "a",
    ...SELECTED,
    volumeClaimTemplates: [
      {
        metadata: { name: "data", labels: { chart: "1" } },
        spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
      },
    ],
  },
});
const JOB = object("batch/v1 Job", {
  spec: { template: { spec: { restartPolicy: "Never", containers: [{ name: "main", image: "a:1" }] } } },
});
const PASSING_JOB: KubernetesObject = { ...JOB, spec: { ...(JOB["spec"] as JsonObject), ttlSecondsAfterFinished: 60 } };
const CRON_JOB = object("batch/v1 CronJob", {
  spec: { schedule: "@daily", jobTemplate: { spec: JOB["spec"] } },
} as never);
const CLAIM = object("v1 PersistentVolumeClaim", {
  spec: { accessModes: ["ReadWriteOnce"], storageClassName: "slow", resources: { requests: { storage: "1Gi" } } },
});
const HEADLESS = object("v1 Service", { spec: { clusterIP: "None", selector: { app: "a" }, ports: [{ port: 80 }] } });
const SERVICE = object("v1 Service", { spec: { selector: { app: "a" }, ports: [{ name: "http", port: 80 }] } });
const STORAGE_CLASS = object("storage.k8s.io/v1 StorageClass", {
  provisioner: "example.org/a",
  parameters: { a: "b" },
});
const CONFIG_MAP = object("v1 ConfigMap", { data: { a: "1" } });
const SEALED = object("v1 ConfigMap", { immutable: true, data: { a: "1" } });
const SECRET = object("v1 Secret", { type: "Opaque", data: { a: "eA==" } });
const RBAC = "rbac.authorization.k8s.io";
const BINDING = object(`${RBAC}/v1 RoleBinding`, {
  roleRef: { apiGroup: RBAC, kind: "Role", name: "a" },
  subjects: [{ kind: "ServiceAccount", name: "a", namespace: "default" }],
});
const PRIORITY = object("scheduling.k8s.io/v1 PriorityClass", { value: 10, description: "a" });
const INGRESS_CLASS = object("networking.k8s.io/v1 IngressClass", { spec: { controller: "example.org/a" } });
const INGRESS = object("networking.k8s.io/v1 Ingress", {
  spec: {
    ingressClassName: "a",
    rules: [
      {
        host: "a.example.org",
        http: { paths: [{ path: "/", pathType: "Prefix", backend: { service: { name: "a", port: { number: 80 } } } }] },
      },
    ],
  },
});
const POLICY = object("networking.k8s.io/v1 NetworkPolicy", { spec: { podSelector: {}, ingress: [] } });
const SCALER = object("autoscaling/v2 HorizontalPodAutoscaler", {
  spec: { scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "a" }, maxReplicas: 3 },
});
const DISRUPTION = object("policy/v1 PodDisruptionBudget", {
  spec: { maxUnavailable: 1, selector: { matchLabels: { app: "a" } } },
});

const TEMPLATE = ["spec", "template"];
const MAIN = [...TEMPLATE, "spec", "containers", 0];
const CLAIMS = ["spec", "volumeClaimTemplates", 0];

/** Every field of which something is said, and its neighbours of which nothing is. */
export const ROWS: readonly Row[] = [
  {
    what: "selector of a Deployment",
    object: DEPLOYMENT,
    path: ["spec", "selector", "matchLabels", "tier"],
    value: "b",
  },
  { what: "replicas of a Deployment", object: DEPLOYMENT, path: ["spec", "replicas"], value: 2 },
  { what: "strategy of a Deployment", object: DEPLOYMENT, path: ["spec", "strategy"], value: { type: "Recreate" } },
  {
    what: "more Pods at once",
    object: DEPLOYMENT,
    path: ["spec", "strategy"],
    value: { rollingUpdate: { maxSurge: 2 } },
  },
  {
    what: "the strategy, the default said",
    object: DEPLOYMENT,
    path: ["spec", "strategy"],
    value: { type: "RollingUpdate" },
  },
  {
    what: "update strategy of a DaemonSet",
    object: DAEMON_SET,
    path: ["spec", "updateStrategy"],
    value: { type: "OnDelete" },
  },
  { what: "image of a Deployment", object: DEPLOYMENT, path: [...MAIN, "image"], value: "a:2" },
  { what: "a label of its Pods", object: DEPLOYMENT, path: [...TEMPLATE, "metadata", "labels", "tier"], value: "c" },
  {
    what: "the label by which its Pods are found",
    object: DEPLOYMENT,
    path: [...TEMPLATE, "metadata", "labels", "app"],
    value: "c",
  },
  { what: "progress deadline", object: DEPLOYMENT, path: ["spec", "progressDeadlineSeconds"], value: 60 },
  {
    what: "selector of a DaemonSet",
    object: DAEMON_SET,
    path: ["spec", "selector", "matchLabels", "tier"],
    value: "b",
  },
  { what: "image of a DaemonSet", object: DAEMON_SET, path: [...MAIN, "image"], value: "a:2" },
  {
    what: "the label by which a DaemonSet's Pods are found",
    object: DAEMON_SET,
    path: [...TEMPLATE, "metadata", "labels", "app"],
    value: "c",
  },
  {
    what: "selector of a StatefulSet",
    object: STATEFUL_SET,
    path: ["spec", "selector", "matchLabels", "tier"],
    value: "b",
  },
  { what: "governing Service", object: STATEFUL_SET, path: ["spec", "serviceName"], value: "b" },
  { what: "order of Pods", object: STATEFUL_SET, path: ["spec", "podManagementPolicy"], value: "Parallel" },
  {
    what: "order of Pods, the default said",
    object: STATEFUL_SET,
    path: ["spec", "podManagementPolicy"],
    value: "OrderedReady",
  },
  {
    what: "size of claims",
    object: STATEFUL_SET,
    path: [...CLAIMS, "spec", "resources", "requests", "storage"],
    value: "2Gi",
  },
  {
    what: "the same size of claims",
    object: STATEFUL_SET,
    path: [...CLAIMS, "spec", "resources", "requests", "storage"],
    value: "1024Mi",
  },
  { what: "labels of claims", object: STATEFUL_SET, path: [...CLAIMS, "metadata", "labels", "chart"], value: "2" },
  { what: "claims that go", object: STATEFUL_SET, path: ["spec", "volumeClaimTemplates"], value: undefined },
  { what: "image of a StatefulSet", object: STATEFUL_SET, path: [...MAIN, "image"], value: "a:2" },
  { what: "replicas of a StatefulSet", object: STATEFUL_SET, path: ["spec", "replicas"], value: 3 },
  { what: "update strategy", object: STATEFUL_SET, path: ["spec", "updateStrategy"], value: { type: "OnDelete" } },
  { what: "seconds until ready", object: STATEFUL_SET, path: ["spec", "minReadySeconds"], value: 5 },
  {
    what: "what becomes of claims",
    object: STATEFUL_SET,
    path: ["spec", "persistentVolumeClaimRetentionPolicy"],
    value: { whenDeleted: "Delete", whenScaled: "Retain" },
  },
  { what: "image of a Job", object: JOB, path: [...MAIN, "image"], value: "a:2" },
  {
    what: "a default of a Job's Pods, said",
    object: JOB,
    path: [...TEMPLATE, "spec", "dnsPolicy"],
    value: "ClusterFirst",
  },
  { what: "an empty list of a Job's Pods", object: JOB, path: [...TEMPLATE, "spec", "tolerations"], value: [] },
  { what: "completion mode", object: JOB, path: ["spec", "completionMode"], value: "NonIndexed" },
  { what: "parallelism", object: JOB, path: ["spec", "parallelism"], value: 2 },
  { what: "deadline of a Job", object: JOB, path: ["spec", "activeDeadlineSeconds"], value: 100 },
  { what: "backoff limit", object: JOB, path: ["spec", "backoffLimit"], value: 2 },
  { what: "life time of a Job", object: PASSING_JOB, path: ["spec", "ttlSecondsAfterFinished"], value: 10 },
  { what: "image of a CronJob", object: CRON_JOB, path: ["spec", "jobTemplate", ...MAIN, "image"], value: "a:2" },
  { what: "schedule", object: CRON_JOB, path: ["spec", "schedule"], value: "@weekly" },
  { what: "a smaller claim", object: CLAIM, path: ["spec", "resources", "requests", "storage"], value: "500Mi" },
  {
    what: "the same claim in other words",
    object: CLAIM,
    path: ["spec", "resources", "requests", "storage"],
    value: "1024Mi",
  },
  { what: "storage class of a claim", object: CLAIM, path: ["spec", "storageClassName"], value: "fast" },
  { what: "access of a claim", object: CLAIM, path: ["spec", "accessModes"], value: ["ReadWriteMany"] },
  { what: "volume mode", object: CLAIM, path: ["spec", "volumeMode"], value: "Block" },
  { what: "volume mode, the default said", object: CLAIM, path: ["spec", "volumeMode"], value: "Filesystem" },
  { what: "labels of a claim", object: CLAIM, path: ["metadata", "labels"], value: { a: "b" } },
  { what: "address of a headless Service", object: HEADLESS, path: ["spec", "clusterIP"], value: "10.0.0.77" },
  { what: "selector of a Service", object: SERVICE, path: ["spec", "selector", "app"], value: "b" },
  { what: "port of a Service", object: SERVICE, path: ["spec", "ports", 0, "port"], value: 81 },
  { what: "type of a Service", object: SERVICE, path: ["spec", "type"], value: "NodePort" },
  { what: "provisioner", object: STORAGE_CLASS, path: ["provisioner"], value: "example.org/b" },
  { what: "parameters", object: STORAGE_CLASS, path: ["parameters", "a"], value: "c" },
  { what: "reclaim policy", object: STORAGE_CLASS, path: ["reclaimPolicy"], value: "Retain" },
  { what: "reclaim policy, the default said", object: STORAGE_CLASS, path: ["reclaimPolicy"], value: "Delete" },
  { what: "binding mode", object: STORAGE_CLASS, path: ["volumeBindingMode"], value: "WaitForFirstConsumer" },
  { what: "whether volumes grow", object: STORAGE_CLASS, path: ["allowVolumeExpansion"], value: true },
  { what: "data of a ConfigMap", object: CONFIG_MAP, path: ["data", "a"], value: "2" },
  { what: "a ConfigMap that is sealed", object: CONFIG_MAP, path: ["immutable"], value: true },
  { what: "data of a sealed ConfigMap", object: SEALED, path: ["data", "a"], value: "2" },
  { what: "labels of a sealed ConfigMap", object: SEALED, path: ["metadata", "labels"], value: { a: "b" } },
  { what: "type of a Secret", object: SECRET, path: ["type"], value: "example.org/a" },
  { what: "data of a Secret", object: SECRET, path: ["data", "a"], value: "eQ==" },
  { what: "role of a binding", object: BINDING, path: ["roleRef", "name"], value: "b" },
  { what: "subjects of a binding", object: BINDING, path: ["subjects", 0, "name"], value: "b" },
  { what: "priority", object: PRIORITY, path: ["value"], value: 20 },
  { what: "preemption", object: PRIORITY, path: ["preemptionPolicy"], value: "Never" },
  { what: "preemption, the default said", object: PRIORITY, path: ["preemptionPolicy"], value: "PreemptLowerPriority" },
  { what: "description of a priority", object: PRIORITY, path: ["description"], value: "b" },
  { what: "controller of a class", object: INGRESS_CLASS, path: ["spec", "controller"], value: "example.org/b" },
  { what: "host", object: INGRESS, path: ["spec", "rules", 0, "host"], value: "b.example.org" },
  { what: "class of an Ingress", object: INGRESS, path: ["spec", "ingressClassName"], value: "b" },
  { what: "rules of a policy", object: POLICY, path: ["spec", "ingress"], value: [{}] },
  { what: "whom a policy selects", object: POLICY, path: ["spec", "podSelector"], value: { matchLabels: { a: "b" } } },
  { what: "bounds of a scaler", object: SCALER, path: ["spec", "maxReplicas"], value: 5 },
  { what: "target of a scaler", object: SCALER, path: ["spec", "scaleTargetRef", "name"], value: "b" },
  {
    what: "selector of a disruption budget",
    object: DISRUPTION,
    path: ["spec", "selector", "matchLabels", "app"],
    value: "b",
  },
];
