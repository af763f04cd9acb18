import type { ManagedFieldsEntry } from "../../vocabulary/index.ts";
import type { FieldManager } from "../deployer.ts";

/** What a field manager is to us: it deploys what git says, it is a controller that owns its fields by right, or a person. */
export type Role = "deployer" | "controller" | "human";

/** Controllers that may write fields which git never mentions, and why. `*` at the end stands for the rest of a name. */
export const KNOWN_CONTROLLERS: readonly { readonly manager: string; readonly why: string }[] = [
  {
    manager: "kube-controller-manager",
    why: "Kubernetes: revisions, volume names, replica counts under an autoscaler",
  },
  { manager: "cloud-controller-manager", why: "Kubernetes: load balancers, node addresses" },
  { manager: "clusterrole-aggregation-controller", why: "Kubernetes: rules of aggregated cluster roles" },
  { manager: "kube-scheduler", why: "Kubernetes: node names" },
  { manager: "kube-apiserver", why: "Kubernetes: objects that the server keeps itself" },
  { manager: "kubelet", why: "Kubernetes: pod and node states" },
  { manager: "gke-*", why: "Google Kubernetes Engine: its own controllers" },
  { manager: "glbc", why: "Google Kubernetes Engine: ingress controller" },
  { manager: "strimzi-*", why: "Strimzi: finalizers, node ids, derived objects" },
  { manager: "cert-manager-*", why: "cert-manager: issued Secrets, injected CA bundles" },
  { manager: "cainjector", why: "cert-manager: injected CA bundles" },
  { manager: "controller", why: "cert-manager before 1.6" },
  { manager: "keda", why: "KEDA: labels, finalizers and autoscalers of ScaledObjects" },
  { manager: "keda-*", why: "KEDA: labels, finalizers and autoscalers of ScaledObjects" },
  { manager: "argocd-application-controller", why: "Argo CD: refresh annotations and operations of Applications" },
  { manager: "argocd-server", why: "Argo CD: operations of Applications" },
  { manager: "argocd-applicationset-controller", why: "Argo CD: Applications of an ApplicationSet" },
  { manager: "prometheus-operator", why: "Prometheus operator: derived objects, statuses" },
  { manager: "PrometheusOperator", why: "Prometheus operator: derived objects, statuses" },
  { manager: "vault-secrets-operator", why: "Vault secrets operator: derived Secrets" },
  { manager: "kopf", why: "the Strimzi registry operator: finalizers, last-handled annotations" },
  { manager: "manager", why: "the name that every operator built with kubebuilder gives itself" },
  { manager: "nginx-ingress-controller", why: "ingress-nginx: addresses" },
  { manager: "metallb-controller", why: "MetalLB: allocated addresses" },
];

/** Tools that a person drives; any other unknown manager counts as a person too. Kept for messages and tests. */
export const HUMAN_TOOLS = [
  "kubectl-edit",
  "kubectl-patch",
  "kubectl-set",
  "kubectl-label",
  "kubectl-annotate",
  "kubectl-replace",
  "kubectl-rollout",
  "kubectl-autoscale",
  "kubectl-taint",
  "k9s",
  "Lens",
  "node-fetch",
  "Mozilla",
  "dashboard",
] as const;

/** The manager of everything that an object held before ownership was recorded: no more than "it was there". */
const BEFORE_RECORDS = "before-first-apply";

/** What a managedFields entry's writer is, given those that deploy. */
export function roleOf(entry: ManagedFieldsEntry, deployers: readonly FieldManager[]): Role {
  const subresource = entry.subresource ?? null;
  const deploys = deployers.some(
    (deployer) =>
      deployer.manager === entry.manager &&
      deployer.operation === entry.operation &&
      deployer.subresource === subresource,
  );
  if (deploys || entry.manager === BEFORE_RECORDS) return "deployer";
  return KNOWN_CONTROLLERS.some(({ manager }) => matches(manager, entry.manager)) ? "controller" : "human";
}

function matches(pattern: string, manager: string): boolean {
  return pattern.endsWith("*") ? manager.startsWith(pattern.slice(0, -1)) : manager === pattern;
}
