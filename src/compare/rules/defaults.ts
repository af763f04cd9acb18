import type { Json, JsonObject } from "../../vocabulary/index.ts";

/** A default that depends on what stands beside it. */
type Derived = (beside: JsonObject) => Json | undefined;

/**
 * What the API server fills in, by definition and field; `{}` is a map whose own fields are filled in. The OpenAPI
 * documents of built-in kinds do not say it.
 * Source: the Kubernetes API reference; a test compares the table with what a real API server fills in.
 */
const DEFAULTS: Readonly<Record<string, Readonly<Record<string, Json | Derived>>>> = {
  PodSpec: {
    restartPolicy: "Always",
    dnsPolicy: "ClusterFirst",
    schedulerName: "default-scheduler",
    terminationGracePeriodSeconds: 30,
    enableServiceLinks: true,
    securityContext: {},
    serviceAccount: (spec) => spec["serviceAccountName"],
    serviceAccountName: (spec) => spec["serviceAccount"],
  },
  Container: {
    terminationMessagePath: "/dev/termination-log",
    terminationMessagePolicy: "File",
    resources: {},
    imagePullPolicy: ({ image }) => (isLatest(textOf(image)) ? "Always" : "IfNotPresent"),
  },
  ContainerPort: { protocol: "TCP" },
  Probe: { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 },
  HTTPGetAction: { scheme: "HTTP", path: "/" },
  GRPCAction: { service: "" },
  SecretVolumeSource: { defaultMode: 0o644 },
  ConfigMapVolumeSource: { defaultMode: 0o644 },
  ProjectedVolumeSource: { defaultMode: 0o644 },
  DownwardAPIVolumeSource: { defaultMode: 0o644 },
  HostPathVolumeSource: { type: "" },
  Volume: { emptyDir: {} },
  ServiceAccountTokenProjection: { expirationSeconds: 3600 },
  ObjectFieldSelector: { apiVersion: "v1" },
  ResourceFieldSelector: { divisor: "0" },
  DeploymentSpec: { replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600, strategy: {} },
  DeploymentStrategy: { type: "RollingUpdate", rollingUpdate: {} },
  RollingUpdateDeployment: { maxSurge: "25%", maxUnavailable: "25%" },
  StatefulSetSpec: {
    replicas: 1,
    revisionHistoryLimit: 10,
    podManagementPolicy: "OrderedReady",
    updateStrategy: {},
    persistentVolumeClaimRetentionPolicy: {},
  },
  StatefulSetUpdateStrategy: { type: "RollingUpdate", rollingUpdate: {} },
  RollingUpdateStatefulSetStrategy: { partition: 0, maxUnavailable: 1 },
  StatefulSetPersistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" },
  DaemonSetSpec: { revisionHistoryLimit: 10, updateStrategy: {} },
  DaemonSetUpdateStrategy: { type: "RollingUpdate", rollingUpdate: {} },
  RollingUpdateDaemonSet: { maxSurge: 0, maxUnavailable: 1 },
  JobSpec: {
    backoffLimit: 6,
    completions: 1,
    parallelism: 1,
    completionMode: "NonIndexed",
    suspend: false,
    manualSelector: false,
    podReplacementPolicy: ({ podFailurePolicy }) => (podFailurePolicy ? "Failed" : "TerminatingOrFailed"),
  },
  PodFailurePolicyOnPodConditionsPattern: { status: "True" },
  CronJobSpec: {
    concurrencyPolicy: "Allow",
    suspend: false,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 1,
  },
  ServiceSpec: {
    type: "ClusterIP",
    sessionAffinity: "None",
    internalTrafficPolicy: "Cluster",
    externalTrafficPolicy: "Cluster",
    allocateLoadBalancerNodePorts: true,
    ipFamilyPolicy: "SingleStack",
  },
  ServicePort: { protocol: "TCP", targetPort: (port) => port["port"] },
  ClientIPConfig: { timeoutSeconds: 10_800 },
  PersistentVolumeClaim: { apiVersion: "v1", kind: "PersistentVolumeClaim", status: { phase: "Pending" } },
  PersistentVolumeClaimSpec: { volumeMode: "Filesystem" },
  NetworkPolicyPort: { protocol: "TCP" },
  NetworkPolicySpec: { policyTypes: ({ egress }) => (egress ? ["Ingress", "Egress"] : ["Ingress"]) },
  HorizontalPodAutoscalerSpec: { minReplicas: 1 },
  HorizontalPodAutoscalerBehavior: {
    scaleUp: {
      stabilizationWindowSeconds: 0,
      selectPolicy: "Max",
      policies: [
        { type: "Pods", value: 4, periodSeconds: 15 },
        { type: "Percent", value: 100, periodSeconds: 15 },
      ],
    },
    scaleDown: { selectPolicy: "Max", policies: [{ type: "Percent", value: 100, periodSeconds: 15 }] },
  },
  HPAScalingRules: { selectPolicy: "Max" },
  RoleRef: { apiGroup: "rbac.authorization.k8s.io" },
  Subject: { apiGroup: ({ kind }) => (kind === "ServiceAccount" ? "" : "rbac.authorization.k8s.io") },
  Secret: { type: "Opaque" },
  CustomResourceDefinitionSpec: { conversion: { strategy: "None" } },
  CustomResourceDefinitionNames: {
    singular: ({ kind }) => textOf(kind).toLowerCase(),
    listKind: ({ kind }) => `${textOf(kind)}List`,
  },
  ServiceReference: { port: 443 },
  ValidatingWebhook: webhook({}),
  MutatingWebhook: webhook({ reinvocationPolicy: "Never" }),
  RuleWithOperations: { scope: "*" },
  PriorityClass: { preemptionPolicy: "PreemptLowerPriority" },
  StorageClass: { reclaimPolicy: "Delete", volumeBindingMode: "Immediate" },
};

/** What the API server fills in for a field that nobody sets; undefined when it fills in nothing. */
export function builtInDefault(definition: string | null, field: string, beside: JsonObject): Json | undefined {
  const entry = definition === null ? undefined : DEFAULTS[definition]?.[field];
  return typeof entry === "function" ? entry(beside) : entry;
}

function webhook(more: JsonObject): Record<string, Json> {
  const common = { failurePolicy: "Fail", matchPolicy: "Equivalent", timeoutSeconds: 10 };
  return { ...common, namespaceSelector: {}, objectSelector: {}, ...more } as Record<string, Json>;
}

/** An image without a tag, and without a digest, is the latest one. */
function isLatest(image: string): boolean {
  const name = image.slice(image.lastIndexOf("/") + 1);
  return !name.includes("@") && (!name.includes(":") || name.endsWith(":latest"));
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
