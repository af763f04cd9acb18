import {
  isJsonObject,
  type Json,
  type JsonObject,
  type KubernetesObject,
  resourceKey,
  splitApiVersion,
} from "../../vocabulary/index.ts";

/** The keys (`resourceKey`) of everything that a HorizontalPodAutoscaler or a KEDA ScaledObject among these scales. */
export function scaledTargets(objects: Iterable<KubernetesObject>): Set<string> {
  const keys = new Set<string>();
  for (const object of objects) {
    const target = isAutoscaler(object) ? targetOf(object) : null;
    if (target !== null) keys.add(target);
  }
  return keys;
}

function isAutoscaler({ apiVersion, kind }: KubernetesObject): boolean {
  const { group } = splitApiVersion(apiVersion);
  return (
    (group === "autoscaling" && kind === "HorizontalPodAutoscaler") || (group === "keda.sh" && kind === "ScaledObject")
  );
}

function targetOf(autoscaler: KubernetesObject): string | null {
  const reference = objectOf(objectOf(autoscaler["spec"])["scaleTargetRef"]);
  const { name } = reference;
  if (typeof name !== "string") return null;
  // KEDA scales a Deployment where nothing else is said.
  const { group, version } = splitApiVersion(textOf(reference["apiVersion"], "apps/v1"));
  const kind = textOf(reference["kind"], "Deployment");
  return resourceKey({
    type: "kubernetes",
    group,
    version,
    kind,
    namespace: autoscaler.metadata.namespace ?? null,
    name,
  });
}

function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function textOf(value: Json | undefined, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}
