import { fieldOf } from "../../../src/systems/system.ts";
import type { KubernetesObject } from "../../../src/vocabulary/index.ts";
import type { AclFixture } from "../kafka/index.ts";

/** What a KafkaUser asks for, in Kafka's words. */
export interface UserWish {
  readonly name: string;
  /** As principals and quotas name it: `alerce`, `CN=schema-registry`. */
  readonly username: string;
  readonly authentication: "scram-sha-512" | "tls" | "tls-external" | "none";
  readonly acls: readonly AclFixture[];
  readonly quotas: Readonly<Record<string, number>>;
}

interface AclRule {
  readonly type?: "allow" | "deny";
  readonly host?: string;
  readonly operations: readonly (keyof typeof OPERATIONS)[];
  readonly resource: {
    readonly type: keyof typeof RESOURCES;
    readonly name?: string;
    readonly patternType?: "literal" | "prefix";
  };
}

const RESOURCES = {
  topic: "TOPIC",
  group: "GROUP",
  cluster: "CLUSTER",
  transactionalId: "TRANSACTIONAL_ID",
} as const satisfies Record<string, AclFixture["resourceType"]>;

const OPERATIONS = {
  All: "ALL",
  Alter: "ALTER",
  AlterConfigs: "ALTER_CONFIGS",
  ClusterAction: "CLUSTER_ACTION",
  Create: "CREATE",
  Delete: "DELETE",
  Describe: "DESCRIBE",
  DescribeConfigs: "DESCRIBE_CONFIGS",
  IdempotentWrite: "IDEMPOTENT_WRITE",
  Read: "READ",
  Write: "WRITE",
} as const satisfies Record<string, AclFixture["operation"]>;

/** The only four keys that the User Operator writes. */
export const QUOTAS = {
  producerByteRate: "producer_byte_rate",
  consumerByteRate: "consumer_byte_rate",
  requestPercentage: "request_percentage",
  controllerMutationRate: "controller_mutation_rate",
} as const;

export function userWishOf(object: KubernetesObject): UserWish {
  const { name } = object.metadata;
  const type = fieldOf(object, "spec", "authentication", "type");
  const authentication = (type ?? "none") as UserWish["authentication"];
  const username = authentication.startsWith("tls") ? `CN=${name}` : name;
  const rules = (fieldOf(object, "spec", "authorization", "acls") ?? []) as readonly AclRule[];
  const quotas = Object.entries(QUOTAS).flatMap(([field, key]) => {
    const value = fieldOf(object, "spec", "quotas", field);
    return typeof value === "number" ? [[key, value] as const] : [];
  });
  const acls = rules.flatMap((rule) => bindingsOf(rule, username));
  return { name, username, authentication, acls, quotas: Object.fromEntries(quotas) };
}

function bindingsOf({ type = "allow", host = "*", operations, resource }: AclRule, username: string): AclFixture[] {
  const isCluster = resource.type === "cluster";
  return operations.map((operation) => ({
    resourceType: RESOURCES[resource.type],
    resourceName: isCluster ? "kafka-cluster" : (resource.name ?? ""),
    patternType: !isCluster && resource.patternType === "prefix" ? "PREFIXED" : "LITERAL",
    principal: `User:${username}`,
    host,
    operation: OPERATIONS[operation],
    permission: type === "deny" ? "DENY" : "ALLOW",
  }));
}

/** Strimzi knows no such resource or operation, and its cache of ACLs breaks on it. */
export function isPoison({ resourceType, operation }: AclFixture): boolean {
  const resources: readonly string[] = Object.values(RESOURCES);
  const operations: readonly string[] = Object.values(OPERATIONS);
  return !resources.includes(resourceType) || !operations.includes(operation);
}

export function aclText(acl: AclFixture): string {
  const { principal, resourceType, patternType, resourceName, host, operation, permission } = acl;
  return JSON.stringify([principal, resourceType, patternType, resourceName, host, operation, permission]);
}
