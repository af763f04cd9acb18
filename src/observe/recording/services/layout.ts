import type { ZodType } from "zod";
import { SERVICES, segment } from "../layout.ts";
import { ABSENT, GROUPS, KAFKA_STATE, LAST_MESSAGES } from "./kafka-schema.ts";
import { BUCKETS, HEALTH, REGISTRY_STATE, SCHEMAS_BY_ID, TERRAFORM_STATE } from "./other-schemas.ts";
import { readingOf } from "./reading-schema.ts";

/** Where the calls of a Kafka cluster are kept, relative to the recording. */
export function kafkaFiles({ namespace, cluster }: { readonly namespace: string; readonly cluster: string }) {
  const folder = `${SERVICES}/kafka/${segment(namespace)}/${segment(cluster)}`;
  return {
    state: `${folder}/state.json`,
    absent: `${folder}/absent.json`,
    groups: `${folder}/groups.json`,
    lastMessages: `${folder}/last-messages.json`,
  };
}

/** Where the calls of a schema registry are kept, relative to the recording. */
export function registryFiles({ namespace, name }: { readonly namespace: string; readonly name: string }) {
  const folder = `${SERVICES}/schema-registry/${segment(namespace)}/${segment(name)}`;
  return { state: `${folder}/state.json`, schemas: `${folder}/schemas.json` };
}

export const BUCKETS_FILE = `${SERVICES}/object-store/buckets.json`;
export const TERRAFORM_FILE = `${SERVICES}/terraform/state.json`;
export const HEALTH_FILE = `${SERVICES}/alert-database/health.json`;

const SCHEMAS: Readonly<Record<string, Readonly<Record<string, ZodType>>>> = {
  kafka: {
    "state.json": readingOf(KAFKA_STATE),
    "absent.json": ABSENT,
    "groups.json": GROUPS,
    "last-messages.json": LAST_MESSAGES,
  },
  "schema-registry": { "state.json": readingOf(REGISTRY_STATE), "schemas.json": SCHEMAS_BY_ID },
  "object-store": { "buckets.json": BUCKETS },
  terraform: { "state.json": readingOf(TERRAFORM_STATE) },
  "alert-database": { "health.json": readingOf(HEALTH) },
};

/** What a file below `services/` must hold; null for a name that no recording has. */
export function schemaOfFile(path: string): ZodType | null {
  const [, service = "", ...rest] = path.split("/");
  return SCHEMAS[service]?.[rest.at(-1) ?? ""] ?? null;
}
