import type { ClientQuota } from "../../observe/kafka/state.ts";
import type { Difference } from "../../vocabulary/index.ts";
import type { UserContext } from "./context.ts";
import type { DeclaredUser } from "./declared-user.ts";

/** The quotas of the user as such; those of a user with a client id belong to nobody of Strimzi's. */
export function compareQuotas({ name, quotas, standing }: DeclaredUser, { state, cluster }: UserContext): Difference[] {
  if (!state.quotas.ok) return [];
  const live = state.quotas.value.find((quota) => isOfUser(quota, name))?.values ?? {};
  const resource = { type: "quota", cluster, entity: `user=${name}` } as const;
  const frame = { layer: "service", resource, attribution: null, detail: null } as const;
  const user = standing.object.metadata.name;
  const [wants, has] = [Object.keys(quotas).length > 0, Object.keys(live).length > 0];
  if (wants && !has) {
    const statement = `Kafka does not limit ${user} at all, although KafkaUser ${user} asks for it`;
    return [{ ...frame, kind: "missing", path: [], reason: null, statement }];
  }
  if (has && !wants) {
    const statement = `Kafka limits ${user} by ${Object.keys(live).join(", ")}, but KafkaUser ${user} asks for no quota`;
    return [{ ...frame, kind: "extra", path: [], reason: "undeclared", statement }];
  }
  return compareKeys({ quotas, live, user }).map((one) => ({ ...frame, reason: null, ...one }));
}

function compareKeys({ quotas, live, user }: Sides): KeyDifference[] {
  const keys = [...new Set([...Object.keys(quotas), ...Object.keys(live)])].toSorted();
  return keys.filter((key) => quotas[key] !== live[key]).map((key) => compareKey(key, { quotas, live, user }));
}

function compareKey(key: string, { quotas, live, user }: Sides): KeyDifference {
  const desired = quotas[key];
  const actual = live[key];
  const path = [key];
  if (desired === undefined) {
    const statement = `Kafka limits ${user} by ${key}, which KafkaUser ${user} does not ask for`;
    return { kind: "added", path, live: actual ?? null, statement };
  }
  if (actual === undefined) {
    const statement = `Kafka does not limit ${user} by ${key}, although KafkaUser ${user} asks for it`;
    return { kind: "removed", path, desired, statement };
  }
  const statement = `Kafka limits ${user} to another ${key} than KafkaUser ${user} asks for`;
  return { kind: "changed", path, desired, live: actual, statement };
}

type KeyDifference = Pick<Difference, "kind" | "path" | "desired" | "live" | "statement">;

interface Sides {
  readonly quotas: Readonly<Record<string, number>>;
  readonly live: Readonly<Record<string, number>>;
  /** Name of the KafkaUser. */
  readonly user: string;
}

export function isOfUser({ entity }: ClientQuota, name: string): boolean {
  const [only] = entity;
  return entity.length === 1 && only?.type === "user" && only.name === name;
}

const ENTITY_ORDER = ["user", "client-id", "ip"] as const;

/** An entity as people say it: the user first, whatever the order of the answer. */
export function entityText({ entity }: ClientQuota): string {
  const parts = ENTITY_ORDER.flatMap((type) => entity.filter((part) => part.type === type));
  return parts.map(({ type, name }) => `${type}=${name ?? "<default>"}`).join(", ");
}
