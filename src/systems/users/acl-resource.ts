import type { AclBinding } from "../../observe/kafka/state.ts";
import type { AclResource } from "../../vocabulary/index.ts";

/** A binding as what a finding is about. */
export function aclResource(cluster: string, binding: AclBinding): AclResource {
  const { principal, resourceType, resourceName, patternType, host, operation, permission } = binding;
  return { type: "acl", cluster, principal, resourceType, resourceName, patternType, host, operation, permission };
}
