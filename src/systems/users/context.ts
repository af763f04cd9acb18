import type { AclBinding, KafkaState } from "../../observe/kafka/state.ts";
import type { KubernetesObject } from "../../vocabulary/index.ts";
import type { KafkaEvidence } from "../evidence.ts";
import { isPoison } from "./poison.ts";

/** A Kafka cluster as the comparison of its users looks things up. */
export interface UserContext {
  readonly cluster: string;
  readonly kafka: KubernetesObject | null;
  readonly state: KafkaState;
  readonly bindings: ReadonlyMap<string, readonly AclBinding[]>;
  /** True where an ACL keeps the User Operator from acting on anybody. */
  readonly poisoned: boolean;
  /** True where the Kafka resource runs a User Operator. */
  readonly operated: boolean;
}

/** Null where the cluster could not be reached. */
export function userContext(
  { cluster, state }: KafkaEvidence,
  kafka: KubernetesObject | null,
  operated: boolean,
): UserContext | null {
  if (state === null) return null;
  const all = state.acls.ok ? state.acls.value.bindings : [];
  return {
    cluster,
    kafka,
    state,
    bindings: Map.groupBy(all, ({ principal }) => principal),
    poisoned: all.some(isPoison),
    operated,
  };
}
