import type { Resource, ServiceResource } from "../vocabulary/index.ts";

/** A resource by what rules and scopes select on; null for a part that it does not have. */
export interface Selectable {
  readonly group: string | null;
  /** Of a Kubernetes object its kind, of what a service keeps its type: `KafkaTopic`, `topic`. */
  readonly kind: string | null;
  readonly namespace: string | null;
  readonly name: string | null;
}

/** What rules and scopes see of a resource. */
export function selectableOf(resource: Resource): Selectable {
  if (resource.type === "kubernetes") return resource;
  if (resource.type === "values") return { group: null, kind: null, namespace: null, name: null };
  return { group: null, kind: resource.type, namespace: null, name: nameOf(resource) };
}

function nameOf(resource: ServiceResource): string | null {
  switch (resource.type) {
    case "acl":
      return resource.principal;
    case "broker":
    case "schema":
      return resource.id === null ? null : String(resource.id);
    case "quota":
      return resource.entity;
    case "topic":
    case "user":
    case "group":
    case "subject":
    case "bucket":
    case "identity":
      return resource.name;
  }
}
