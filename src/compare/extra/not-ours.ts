import type { KubernetesObject } from "../../vocabulary/index.ts";

/** Kinds that controllers make, or that hold data; a tracking label on one is a copy. */
const NEVER_EXTRA: ReadonlySet<string> = new Set([
  "PersistentVolumeClaim",
  "PersistentVolume",
  "Pod",
  "ReplicaSet",
  "Endpoints",
  "EndpointSlice",
  "Event",
  "ControllerRevision",
  "Lease",
  "StrimziPodSet",
  "PodMetrics",
  "TokenReview",
]);

const HOOK_ANNOTATIONS = ["helm.sh/hook", "argocd.argoproj.io/hook"];

const SERVICE_ACCOUNT_TOKEN = "kubernetes.io/service-account-token";

/** True for what a controller made, what another object owns, what is a hook and what holds data. */
export function belongsToOthers(object: KubernetesObject): boolean {
  const {
    annotations = {},
    labels = {},
    ownerReferences,
  } = object.metadata as KubernetesObject["metadata"] & {
    ownerReferences?: unknown[];
  };
  return (
    NEVER_EXTRA.has(object.kind) ||
    (Array.isArray(ownerReferences) && ownerReferences.length > 0) ||
    HOOK_ANNOTATIONS.some((annotation) => annotations[annotation] !== undefined) ||
    labels["strimzi.io/kind"] !== undefined ||
    /^strimzi-.*-operator$/.test(labels["app.kubernetes.io/managed-by"] ?? "") ||
    isKeptByKubernetes(object)
  );
}

function isKeptByKubernetes({ kind, metadata, type }: KubernetesObject): boolean {
  if (kind === "ConfigMap") return metadata.name === "kube-root-ca.crt";
  // Helm keeps its releases in Secrets of its own type.
  return kind === "Secret" && (type === SERVICE_ACCOUNT_TOKEN || type === "helm.sh/release.v1");
}
