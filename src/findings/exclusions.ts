import type { Exclusion } from "../config/config.ts";
import type { ServiceName, ServicePart } from "../config/service-parts.ts";
import type { NotLookedAt } from "../vocabulary/index.ts";
import { type Day, isActive } from "./expiry.ts";
import { matchesGlob } from "./glob.ts";

/** What identifies an object or, with a null name, all objects of a kind in a namespace. */
export interface Excludable {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string | null;
}

/** The exclusions that hold in an environment on a day. */
export function activeExclusions(exclusions: readonly Exclusion[], day: Day): readonly Exclusion[] {
  return exclusions.filter((exclusion) => isActive(exclusion, day));
}

/** True when configuration says not to look at it. Without a name only an exclusion of every name counts. */
export function isExcluded(target: Excludable, exclusions: readonly Exclusion[]): boolean {
  return exclusions.some(
    (exclusion) =>
      exclusion.service === null &&
      fits(exclusion.group, target.group) &&
      fits(exclusion.kind, target.kind) &&
      fits(exclusion.namespace, target.namespace) &&
      fits(exclusion.name, target.name),
  );
}

/** True when configuration says not to look at this part of a service; a null part asks for all of it. */
export function isPartExcluded(
  { service, part }: { readonly service: ServiceName; readonly part: ServicePart | null },
  exclusions: readonly Exclusion[],
): boolean {
  return exclusions.some(
    (exclusion) => exclusion.service === service && (exclusion.part === null || exclusion.part === part),
  );
}

/** The exclusions as the report lists them: what nobody looked at, and why. */
export function notLookedAt(exclusions: readonly Exclusion[]): NotLookedAt[] {
  return exclusions.map((exclusion) => ({
    what: exclusion.service === null ? objectsOf(exclusion) : serviceOf(exclusion.service, exclusion.part),
    why: exclusion.reason,
    expires: exclusion.expires,
  }));
}

function objectsOf({ group, kind, namespace, name }: Exclusion): string {
  const type = [kind ?? "every kind", group].filter((part) => part !== null && part !== "").join(".");
  const which = name === null ? type : `${type} ${name}`;
  return namespace === null ? which : `${which} in ${namespace}`;
}

const SERVICE_WORDS: Readonly<Record<ServiceName, string>> = {
  kafka: "Kafka",
  schemaRegistry: "the schema registry",
  objectStore: "the object store",
  terraform: "Terraform",
  alertDatabase: "the alert database",
};

const PART_WORDS: Readonly<Record<ServicePart, string>> = {
  cluster: "brokers",
  quorum: "controller quorum",
  topics: "topics",
  topicConfigs: "topic configs",
  brokerConfigs: "broker configs",
  acls: "ACLs",
  scramUsers: "SCRAM users",
  quotas: "quotas",
  logDirectories: "log directories",
  reassignments: "reassignments",
  groups: "consumer groups",
  lastMessages: "last messages",
  compatibility: "compatibility",
  mode: "mode",
  subjects: "subjects",
  schemas: "schemas by id",
  lifecycle: "lifecycles",
  versioning: "versioning",
  publicAccess: "public access",
  newest: "newest objects",
};

/** What a part of a service is called in a sentence. */
export function partTitle(part: ServicePart): string {
  return PART_WORDS[part];
}

function serviceOf(service: ServiceName, part: ServicePart | null): string {
  return part === null ? SERVICE_WORDS[service] : `${PART_WORDS[part]} of ${SERVICE_WORDS[service]}`;
}

function fits(glob: string | null, text: string | null): boolean {
  return glob === null || (text !== null && matchesGlob(glob, text));
}
