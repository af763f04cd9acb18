import type { AclFilter, AclResource } from "kafkajs/src/broker/index.js";
import type { AclBinding, AclState } from "../../state.ts";
import { byText } from "../byte-order.ts";
import { failureOf } from "../failure.ts";
import { ANY, operation, patternType, permission, resourceType } from "../names.ts";
import { SECURITY_DISABLED } from "../protocol-causes.ts";
import type { Part } from "./part.ts";

const EVERYTHING: AclFilter = {
  resourceType: ANY,
  resourceName: null,
  resourcePatternType: ANY,
  principal: null,
  host: null,
  operation: ANY,
  permissionType: ANY,
};

/** @throws KafkaFailure */
export async function readAcls({ cluster, deadline }: Part): Promise<AclState> {
  try {
    const ask = () => cluster.any((link) => link.kafkajs((broker) => broker.describeAcls(EVERYTHING)), deadline);
    const { resources } = await ask();
    return { authorizer: true, bindings: resources.flatMap(bindingsOf).sort(byText) };
  } catch (error) {
    const failure = failureOf(error);
    if (failure.code === SECURITY_DISABLED) return { authorizer: false, bindings: [] };
    throw failure;
  }
}

function bindingsOf(resource: AclResource): AclBinding[] {
  return resource.acls.map((acl) => ({
    resourceType: resourceType(resource.resourceType),
    resourceName: resource.resourceName,
    patternType: patternType(resource.resourcePatternType),
    principal: acl.principal,
    host: acl.host,
    operation: operation(acl.operation),
    permission: permission(acl.permissionType),
  }));
}
