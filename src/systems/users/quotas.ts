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
  const keys = [...new Set([...Object.keys(quotas), ...Object.keys(live)])].toSorted();
  return keys.flatMap((key): Difference[] => {
    const desired = quotas[key];
    const actual = live[key];
    if (desired === actual) return [];
    if (desired === undefined) {
      const statement = `Kafka limits ${user} by ${key}, which KafkaUser ${user} does not ask for`;
      return [{ ...frame, kind: "added", path: [key], live: actual ?? null, reason: "undeclared", statement }];
    }
    if (actual === undefined) {
      const statement = `Kafka does not limit ${user} by ${key}, although KafkaUser ${user} asks for it`;
      return [{ ...frame, kind: "missing", path: [key], desired, reason: null, statement }];
    }
    const statement = `Kafka limits ${user} to another ${key} than KafkaUser ${user} asks for`;
    return [{ ...frame, kind: "changed", path: [key], desired, live: actual, reason: null, statement }];
  });
}

export function isOfUser({ entity }: ClientQuota, name: string): boolean {
  const [only] = entity;
  return entity.length === 1 && only?.type === "user" && only.name === name;
}

/** As Kafka's own tools print an entity. */
export function entityText({ entity }: ClientQuota): string {
  return entity.map(({ type, name }) => `${type}=${name ?? "<default>"}`).join(", ");
}
