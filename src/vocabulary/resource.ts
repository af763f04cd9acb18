import { type KubernetesObject, splitApiVersion } from "./kubernetes.ts";

/** The identity of a Kubernetes object. `namespace` is null for a cluster-scoped one. */
export interface KubernetesResource {
  readonly type: "kubernetes";
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
}

/** A values file or chart of the repository: where an application could not be rendered, or a value is wrong. */
export interface ValuesResource {
  readonly type: "values";
  readonly application: string;
  readonly file: string | null;
}

/** What a finding is about, told apart by `type`. */
export type Resource = KubernetesResource | ValuesResource;

/** The identity of an object, as the object itself states it. */
export function resourceOf(object: KubernetesObject): KubernetesResource {
  const { group, version } = splitApiVersion(object.apiVersion);
  return {
    type: "kubernetes",
    group,
    version,
    kind: object.kind,
    namespace: object.metadata.namespace ?? null,
    name: object.metadata.name,
  };
}

/** A key that is equal for two versions of the same object: versions come and go, the object stays. */
export function resourceKey(resource: Resource): string {
  return resource.type === "kubernetes"
    ? [resource.group, resource.kind, resource.namespace ?? "", resource.name].join("/")
    : ["values", resource.application, resource.file ?? ""].join("/");
}
