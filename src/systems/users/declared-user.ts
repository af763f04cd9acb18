import type { AclBinding } from "../../observe/kafka/state.ts";
import type { JsonObject, KubernetesObject } from "../../vocabulary/index.ts";
import { isJsonObject } from "../../vocabulary/index.ts";
import type { EntityOperator, Standing } from "../strimzi/index.ts";
import { fieldOf } from "../system.ts";
import { expandRules } from "./acl-rules.ts";

export const USER_OPERATOR: EntityOperator = {
  name: "User Operator",
  path: ["spec", "entityOperator", "userOperator"],
};

/** What a live KafkaUser asks of Kafka. */
export interface DeclaredUser {
  readonly standing: Standing;
  /** As quotas and principals name it: `alerce`, or `CN=alerce` with a certificate. */
  readonly name: string;
  readonly scram: boolean;
  /** Null where the resource asks for no authorization. */
  readonly acls: readonly AclBinding[] | null;
  readonly quotas: Readonly<Record<string, number>>;
}

/** The key of a quota in Kafka by the field of a KafkaUser. */
export const QUOTA_KEYS = {
  producerByteRate: "producer_byte_rate",
  consumerByteRate: "consumer_byte_rate",
  requestPercentage: "request_percentage",
  controllerMutationRate: "controller_mutation_rate",
} as const;

export function declaredUsers(standings: readonly Standing[]): DeclaredUser[] {
  return standings.map((standing) => ({ standing, ...readUser(standing.object) }));
}

/** Both spellings of a KafkaUser's principal: it may have changed its way to log in. */
export function principalNames({ metadata }: KubernetesObject): readonly [string, string] {
  return [metadata.name, `CN=${metadata.name}`];
}

/** As which a KafkaUser logs in, by its way to log in. */
export function loginOf(object: KubernetesObject): string {
  const type = fieldOf(object, "spec", "authentication", "type");
  const [plain, certificate] = principalNames(object);
  return type === "tls" || type === "tls-external" ? certificate : plain;
}

function readUser(object: KubernetesObject): Omit<DeclaredUser, "standing"> {
  const type = fieldOf(object, "spec", "authentication", "type");
  const name = loginOf(object);
  const rules = fieldOf(object, "spec", "authorization", "acls");
  const isSimple = fieldOf(object, "spec", "authorization", "type") === "simple";
  return {
    name,
    scram: type === "scram-sha-512",
    acls: isSimple && Array.isArray(rules) ? expandRules(rules.filter(isJsonObject), `User:${name}`) : null,
    quotas: quotasOf(object),
  };
}

function quotasOf(object: KubernetesObject): Record<string, number> {
  const quotas = fieldOf(object, "spec", "quotas");
  if (!isJsonObject(quotas)) return {};
  return Object.fromEntries(
    Object.entries(QUOTA_KEYS).flatMap(([field, key]) => {
      const value = (quotas as JsonObject)[field];
      return typeof value === "number" ? [[key, value]] : [];
    }),
  );
}
