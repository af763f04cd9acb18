import { isJsonObject, type KubernetesObject } from "../vocabulary/index.ts";
import type { Hook } from "./rendering.ts";

const HELM_HOOK = "helm.sh/hook";
const ARGO_HOOK = "argocd.argoproj.io/hook";

/**
 * What makes an object a hook, null when nothing does. Argo CD's annotation wins over Helm's, and `crd-install` of
 * Helm 2 makes none: so Argo CD itself reads them.
 */
export function hookOf(object: KubernetesObject): Hook | null {
  const annotations = object.metadata["annotations"];
  if (!isJsonObject(annotations)) return null;
  const argo = phases(annotations[ARGO_HOOK]);
  if (argo.length > 0) return { by: "argo-cd", phases: argo };
  const helm = phases(annotations[HELM_HOOK]);
  if (helm.length === 0 || (helm.length === 1 && helm[0] === "crd-install")) return null;
  return { by: "helm", phases: helm };
}

function phases(annotation: unknown): string[] {
  if (typeof annotation !== "string") return [];
  return annotation
    .split(",")
    .map((phase) => phase.trim())
    .filter((phase) => phase !== "");
}
