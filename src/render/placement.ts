import { type KubernetesObject, splitApiVersion } from "../vocabulary/index.ts";

/** Tells whether the cluster serves a kind in namespaces; null when it does not know the kind. */
export type NamespacedLookup = (group: string, kind: string) => boolean | null;

/** Kinds outside of namespaces, for where no cluster can be asked: Kubernetes' own and those that charts often declare. */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  "/Namespace",
  "/Node",
  "/PersistentVolume",
  "admissionregistration.k8s.io/MutatingAdmissionPolicy",
  "admissionregistration.k8s.io/MutatingAdmissionPolicyBinding",
  "admissionregistration.k8s.io/MutatingWebhookConfiguration",
  "admissionregistration.k8s.io/ValidatingAdmissionPolicy",
  "admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding",
  "admissionregistration.k8s.io/ValidatingWebhookConfiguration",
  "apiextensions.k8s.io/CustomResourceDefinition",
  "apiregistration.k8s.io/APIService",
  "certificates.k8s.io/CertificateSigningRequest",
  "certificates.k8s.io/ClusterTrustBundle",
  "flowcontrol.apiserver.k8s.io/FlowSchema",
  "flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration",
  "networking.k8s.io/IngressClass",
  "networking.k8s.io/IPAddress",
  "networking.k8s.io/ServiceCIDR",
  "node.k8s.io/RuntimeClass",
  "policy/PodSecurityPolicy",
  "rbac.authorization.k8s.io/ClusterRole",
  "rbac.authorization.k8s.io/ClusterRoleBinding",
  "resource.k8s.io/DeviceClass",
  "resource.k8s.io/ResourceSlice",
  "scheduling.k8s.io/PriorityClass",
  "storage.k8s.io/CSIDriver",
  "storage.k8s.io/CSINode",
  "storage.k8s.io/StorageClass",
  "storage.k8s.io/VolumeAttachment",
  "storage.k8s.io/VolumeAttributesClass",
  "cert-manager.io/ClusterIssuer",
  "gateway.networking.k8s.io/GatewayClass",
  "keda.sh/ClusterTriggerAuthentication",
  "snapshot.storage.k8s.io/VolumeSnapshotClass",
]);

/** For `placeObject` without a cluster: the known kinds outside of namespaces, everything else inside. */
function guessNamespaced(group: string, kind: string): boolean {
  return !CLUSTER_SCOPED.has(`${group}/${kind}`);
}

/**
 * The object with the namespace that it gets when it is applied: its own, else the application's; none for a kind
 * outside of namespaces, even where the manifest writes one.
 */
export function placeObject(
  object: KubernetesObject,
  namespace: string,
  isNamespaced: NamespacedLookup,
): KubernetesObject {
  const { group } = splitApiVersion(object.apiVersion);
  const namespaced = isNamespaced(group, object.kind) ?? guessNamespaced(group, object.kind);
  const { namespace: own, ...metadata } = object.metadata;
  if (!namespaced)
    return own === undefined ? object : { ...object, metadata: { ...metadata, name: object.metadata.name } };
  if (own !== undefined && own !== "") return object;
  return { ...object, metadata: { ...object.metadata, namespace } };
}
