import type { AclResource, ServiceResource } from "./resource.ts";

/** What a service keeps, as a sentence or a heading names it: `topic lsst-alerts-v10.0`. */
export function serviceTitle(resource: ServiceResource): string {
  switch (resource.type) {
    case "broker":
      return resource.id === null ? `Kafka cluster ${resource.cluster}` : `broker ${resource.id}`;
    case "acl":
      return aclTitle(resource);
    case "user":
      return `SCRAM user ${resource.name}`;
    case "quota":
      return `quota of ${resource.entity}`;
    case "group":
      return `consumer group ${resource.name}`;
    case "subject":
      return resource.name === null ? `schema registry ${resource.registry}` : `subject ${resource.name}`;
    case "schema":
      return `schema ${resource.id}`;
    case "bucket":
      return resource.name === "*" ? "buckets" : `bucket ${resource.name}`;
    case "identity":
      return `service account ${resource.name}`;
    case "topic":
      return `topic ${resource.name}`;
  }
}

function aclTitle(acl: AclResource): string {
  const { principal, permission, operation, resourceType, patternType, resourceName, host } = acl;
  const pattern = patternType === "PREFIXED" ? `${resourceName}*` : resourceName;
  const from = host === "*" ? "" : ` from ${host}`;
  return `ACL ${permission} ${operation} on ${resourceType} ${pattern} for ${principal}${from}`;
}
