/** The parts of an alert system, one folder each, and which of them a resource belongs to. */
import type { JsonObject, Resource } from "../vocabulary/index.ts";
import { isJsonObject } from "../vocabulary/index.ts";
import { alertDatabase } from "./alert-database/index.ts";
import { argoCd } from "./argo-cd/index.ts";
import { kafkaCluster } from "./kafka-cluster/index.ts";
import { registryOperator } from "./registry-operator/index.ts";
import { schemaRegistry } from "./schema-registry/index.ts";
import { secrets } from "./secrets/index.ts";
import { simulator } from "./simulator/index.ts";
import { strimziOperator } from "./strimzi-operator/index.ts";
import type { System } from "./system.ts";
import { terraform } from "./terraform/index.ts";
import { topics } from "./topics/index.ts";
import { users } from "./users/index.ts";

/** Every system, in the order in which an alert system is brought up. */
export const SYSTEMS: readonly System[] = [
  strimziOperator,
  kafkaCluster,
  topics,
  users,
  registryOperator,
  schemaRegistry,
  simulator,
  alertDatabase,
  argoCd,
  terraform,
  secrets,
];

/** What is part of no system: any other application that git declares next to the alert system. */
export const WORKLOAD = "workload";

/** Whose it is what a service keeps, where no system found it. */
const SYSTEM_OF_SERVICE: Partial<Record<Resource["type"], string>> = {
  topic: topics.name,
  broker: kafkaCluster.name,
  acl: users.name,
  user: users.name,
  quota: users.name,
  group: alertDatabase.name,
  subject: schemaRegistry.name,
  schema: schemaRegistry.name,
  bucket: alertDatabase.name,
  identity: terraform.name,
};

/**
 * The name of the system that a resource belongs to, `workload` when it is part of none.
 * @param object the resource's manifest, desired or live, for its labels; null when there is none.
 * @param application the application that deploys it; null when none does.
 */
export function systemOf(resource: Resource, object: JsonObject | null, application: string | null): string {
  const kept = SYSTEM_OF_SERVICE[resource.type];
  if (kept !== undefined) return kept;
  const part = { resource, labels: labelsOf(object), application };
  return SYSTEMS.find((system) => system.owns(part))?.name ?? WORKLOAD;
}

function labelsOf(object: JsonObject | null): Record<string, string> {
  const metadata = object?.["metadata"];
  const labels = isJsonObject(metadata) ? metadata["labels"] : undefined;
  if (!isJsonObject(labels)) return {};
  return Object.fromEntries(
    Object.entries(labels).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}
