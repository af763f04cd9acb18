import { isJsonObject, type Json, type JsonObject } from "../../vocabulary/index.ts";
import type { Schema } from "../schema/index.ts";
import { sameJson } from "../values/index.ts";
import { builtInDefault } from "./defaults.ts";

/**
 * Fields of built-in kinds that the API server keeps when they are false, 0 or an empty text, because it tells "unset"
 * from "empty" there. Every other empty scalar of a built-in kind is dropped. Source: the Go types of the Kubernetes API,
 * where these are pointers or are always written.
 */
const KEPT_EMPTY: Readonly<Record<string, readonly string[]>> = {
  PersistentVolumeClaimSpec: ["storageClassName", "volumeMode", "volumeAttributesClassName"],
  HostPathVolumeSource: ["type"],
  SecretVolumeSource: ["defaultMode", "optional"],
  SecretProjection: ["optional"],
  ConfigMapVolumeSource: ["defaultMode", "optional"],
  ConfigMapProjection: ["optional"],
  DownwardAPIVolumeSource: ["defaultMode"],
  DownwardAPIVolumeFile: ["mode"],
  ProjectedVolumeSource: ["defaultMode"],
  KeyToPath: ["mode"],
  CSIVolumeSource: ["readOnly", "fsType"],
  VolumeMount: ["recursiveReadOnly", "mountPropagation"],
  ConfigMapKeySelector: ["optional", "key"],
  SecretKeySelector: ["optional", "key"],
  ConfigMapEnvSource: ["optional"],
  SecretEnvSource: ["optional"],
  GRPCAction: ["service"],
  HTTPHeader: ["value"],
  Probe: ["terminationGracePeriodSeconds"],
  Toleration: ["tolerationSeconds"],
  PodSpec: [
    "terminationGracePeriodSeconds",
    "activeDeadlineSeconds",
    "automountServiceAccountToken",
    "shareProcessNamespace",
    "priority",
    "runtimeClassName",
    "enableServiceLinks",
    "preemptionPolicy",
    "setHostnameAsFQDN",
    "hostUsers",
  ],
  TopologySpreadConstraint: ["minDomains"],
  PodSecurityContext: ["runAsUser", "runAsGroup", "runAsNonRoot", "fsGroup"],
  SecurityContext: [
    "privileged",
    "runAsUser",
    "runAsGroup",
    "runAsNonRoot",
    "readOnlyRootFilesystem",
    "allowPrivilegeEscalation",
  ],
  PodDNSConfigOption: ["value"],
  ClientIPConfig: ["timeoutSeconds"],
  ServiceSpec: ["allocateLoadBalancerNodePorts", "loadBalancerClass"],
  ServicePort: ["appProtocol"],
  ServiceAccount: ["automountServiceAccountToken"],
  Secret: ["immutable"],
  ConfigMap: ["immutable"],
  RollingUpdateStatefulSetStrategy: ["partition", "maxUnavailable"],
  StatefulSetSpec: ["replicas", "revisionHistoryLimit"],
  DeploymentSpec: ["replicas", "revisionHistoryLimit", "progressDeadlineSeconds"],
  RollingUpdateDeployment: ["maxUnavailable", "maxSurge"],
  RollingUpdateDaemonSet: ["maxUnavailable", "maxSurge"],
  DaemonSetSpec: ["revisionHistoryLimit"],
  ReplicaSetSpec: ["replicas"],
  JobSpec: [
    "parallelism",
    "completions",
    "activeDeadlineSeconds",
    "backoffLimit",
    "backoffLimitPerIndex",
    "maxFailedIndexes",
    "manualSelector",
    "ttlSecondsAfterFinished",
    "suspend",
  ],
  CronJobSpec: [
    "timeZone",
    "startingDeadlineSeconds",
    "suspend",
    "successfulJobsHistoryLimit",
    "failedJobsHistoryLimit",
  ],
  IngressSpec: ["ingressClassName"],
  PodDisruptionBudgetSpec: ["minAvailable", "maxUnavailable"],
  HorizontalPodAutoscalerSpec: ["minReplicas"],
  HPAScalingRules: ["stabilizationWindowSeconds"],
  JSONSchemaProps: ["default", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "example"],
};

/** Built-in objects that say nothing when they are empty. Others do: `emptyDir: {}`, a selector of everything. */
const EMPTY_SAYS_NOTHING: ReadonlySet<string> = new Set([
  "Affinity",
  "NodeAffinity",
  "PodAffinity",
  "PodAntiAffinity",
  "SecurityContext",
  "PodSecurityContext",
  "Capabilities",
  "SELinuxOptions",
  "ResourceRequirements",
  "VolumeResourceRequirements",
  "Lifecycle",
  "PodDNSConfig",
  "DeploymentStrategy",
  "StatefulSetUpdateStrategy",
  "ObjectMeta",
]);

/**
 * True when a value says the same as its absence: null, an empty map with free keys, and in built-in kinds what the server
 * drops. `parent` is the object's schema and the name of the field in it; null for a list item.
 */
export function saysNothing(value: Json, schema: Schema, parent: { schema: Schema; field: string } | null): boolean {
  if (value === null) return true;
  if (isJsonObject(value)) return Object.values(value).every((item) => (item ?? null) === null) && emptyObject(schema);
  if (Array.isArray(value)) return value.length === 0 && parent?.schema.builtIn === true;
  if (value !== "" && value !== 0 && value !== false) return false;
  // A free map keeps every key: the value of a label or of ConfigMap data may be empty.
  if (parent === null || !parent.schema.builtIn || parent.schema.freeMap) return false;
  return KEPT_EMPTY[parent.schema.definition ?? ""]?.includes(parent.field) !== true;
}

/** Fields for which an empty value asks the server to choose one. */
const CHOSEN_BY_SERVER: Readonly<Record<string, readonly string[]>> = {
  ServiceSpec: ["clusterIP", "healthCheckNodePort"],
  ServicePort: ["nodePort"],
};

/**
 * True when git's empty scalar of a built-in kind leaves the choice to the server, and the live value is its choice: the
 * default, or an address that it allocates.
 */
export function leavesChoice(live: Json, parent: { schema: Schema; field: string; live: JsonObject }): boolean {
  const { definition } = parent.schema;
  if (CHOSEN_BY_SERVER[definition ?? ""]?.includes(parent.field) === true) return true;
  const chosen = builtInDefault(definition, parent.field, parent.live);
  return chosen !== undefined && sameJson(chosen, live);
}

function emptyObject(schema: Schema): boolean {
  return schema.freeMap || (schema.builtIn && EMPTY_SAYS_NOTHING.has(schema.definition ?? ""));
}
