import type { AclBinding } from "../../observe/kafka/state.ts";
import type { Difference } from "../../vocabulary/index.ts";
import { aclResource } from "./acl-resource.ts";

const TYPES: ReadonlySet<string> = new Set(["DELEGATION_TOKEN", "USER"]);
const OPERATIONS: ReadonlySet<string> = new Set(["CREATE_TOKENS", "DESCRIBE_TOKENS", "TWO_PHASE_COMMIT"]);

/**
 * True for an ACL that Strimzi's User Operator cannot read. One of them stops it from acting on all users, while its
 * health checks stay green (strimzi-kafka-operator #11903, and seen on a real cluster).
 */
export function isPoison({ resourceType, operation }: AclBinding): boolean {
  return TYPES.has(resourceType) || OPERATIONS.has(operation);
}

/** The finding about such an ACL. */
export function poisonDifference(binding: AclBinding, cluster: string): Difference {
  return {
    kind: "extra",
    layer: "service",
    resource: aclResource(cluster, binding),
    path: [],
    attribution: null,
    reason: "poison-acl",
    detail: null,
    statement: `An ACL on ${binding.resourceType} for ${binding.principal} stops the User Operator from acting on any user; delete it, then restart the User Operator`,
  };
}
