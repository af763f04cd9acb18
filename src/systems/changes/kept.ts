import type { KubernetesObject } from "../../vocabulary/index.ts";

/** True for an object that stays in the cluster when git no longer declares it: Helm or Argo CD is told to leave it. */
export function isKept({ metadata }: KubernetesObject): boolean {
  const { "helm.sh/resource-policy": policy, "argocd.argoproj.io/sync-options": options } = metadata.annotations ?? {};
  // `Delete=false` speaks of the deletion of the whole Application only.
  return policy === "keep" || (options?.split(",").some((word) => word.trim() === "Prune=false") ?? false);
}
