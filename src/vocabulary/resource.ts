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

/** Kafka's own things. `cluster` is the name of the Kafka resource. */
export interface TopicResource {
  readonly type: "topic";
  readonly cluster: string;
  readonly name: string;
}

export interface BrokerResource {
  readonly type: "broker";
  readonly cluster: string;
  /** Null for what concerns every broker: the cluster-wide defaults, or the cluster as a whole. */
  readonly id: number | null;
}

/** One ACL binding, in Kafka's own words: `TOPIC`, `PREFIXED`, `READ`, `ALLOW`. */
export interface AclResource {
  readonly type: "acl";
  readonly cluster: string;
  readonly principal: string;
  readonly resourceType: string;
  readonly resourceName: string;
  readonly patternType: string;
  readonly host: string;
  readonly operation: string;
  readonly permission: string;
}

/** A SCRAM user, by its name without `User:`. */
export interface UserResource {
  readonly type: "user";
  readonly cluster: string;
  readonly name: string;
}

/** A quota's entity as Kafka prints it: `user=alerce`, `user=<default>, client-id=ingester`. */
export interface QuotaResource {
  readonly type: "quota";
  readonly cluster: string;
  readonly entity: string;
}

export interface GroupResource {
  readonly type: "group";
  readonly cluster: string;
  readonly name: string;
}

/** `registry` is the name of the StrimziSchemaRegistry. */
export interface SubjectResource {
  readonly type: "subject";
  readonly registry: string;
  /** Null for what concerns the registry as a whole. */
  readonly name: string | null;
}

export interface SchemaResource {
  readonly type: "schema";
  readonly registry: string;
  readonly id: number;
}

export interface BucketResource {
  readonly type: "bucket";
  readonly name: string;
}

/** A Google service account, by its e-mail. */
export interface IdentityResource {
  readonly type: "identity";
  readonly name: string;
}

/** What is kept by a service behind the cluster. */
export type ServiceResource =
  | TopicResource
  | BrokerResource
  | AclResource
  | UserResource
  | QuotaResource
  | GroupResource
  | SubjectResource
  | SchemaResource
  | BucketResource
  | IdentityResource;

/** The types of what services keep, as scopes and rules name them in place of a kind. */
export const SERVICE_TYPES = [
  "topic",
  "broker",
  "acl",
  "user",
  "quota",
  "group",
  "subject",
  "schema",
  "bucket",
  "identity",
] as const satisfies readonly ServiceResource["type"][];

/** What a finding is about, told apart by `type`. */
export type Resource = KubernetesResource | ValuesResource | ServiceResource;

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
  if (resource.type === "kubernetes") {
    return [resource.group, resource.kind, resource.namespace ?? "", resource.name].join("/");
  }
  if (resource.type === "values") return ["values", resource.application, resource.file ?? ""].join("/");
  const { type, ...identity } = resource;
  return [type, ...Object.values(identity).map((part) => part ?? "")].join("/");
}
