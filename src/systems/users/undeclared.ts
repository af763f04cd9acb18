import type { AclBinding, ClientQuota } from "../../observe/kafka/state.ts";
import {
  type Difference,
  type KubernetesObject,
  type Resource,
  resourceOf,
  serviceTitle,
} from "../../vocabulary/index.ts";
import type { Evidence } from "../evidence.ts";
import { STRIMZI } from "../kafka-kinds.ts";
import { LABEL_PATH } from "../strimzi/index.ts";
import type { SystemDifference } from "../system.ts";
import { aclResource } from "./acl-resource.ts";
import { following } from "./acls.ts";
import type { UserContext } from "./context.ts";
import { type DeclaredUser, principalNames } from "./declared-user.ts";
import { isPoison } from "./poison.ts";
import { entityText } from "./quotas.ts";
import { sparedPrincipals } from "./spared.ts";

/** Whom Kafka knows although no KafkaUser asks for it: one finding a principal, what else it has follows from that. */
export function undeclaredPrincipals(
  context: UserContext,
  { wanted, evidence }: { wanted: readonly DeclaredUser[]; evidence: Evidence },
): SystemDifference[] {
  const own = wanted.filter(({ standing }) => standing.cluster === context.cluster);
  // What is left of a user's other way to log in belongs to nobody any more.
  const known = new Set(own.map(({ name }) => name));
  const logins = new Set(own.map(({ standing }) => standing.object.metadata.name));
  const isSpared = sparedPrincipals(context.kafka, evidence);
  const traces = tracesOf(context, logins).filter(
    ({ owner }) => owner === null || !(known.has(owner) || isSpared(owner)),
  );
  const ofNobody = traces.filter(({ owner }) => owner === null);
  const byOwner = Map.groupBy(
    traces.filter(({ owner }) => owner !== null),
    ({ owner }) => owner ?? "",
  );
  const found = [
    ...ofNobody.map(({ difference }) => difference),
    ...[...byOwner].flatMap(([owner, of]) =>
      following(of.map(({ difference }) => difference)).map((one) => ({
        ...fateOf(owner, context, { wanted, evidence }),
        ...one,
      })),
    ),
  ];
  return found.map((difference) => ({ application: null, difference }));
}

/** Something in Kafka that belongs to a principal; `owner` is null for what Strimzi never looks at. */
interface Trace {
  readonly owner: string | null;
  readonly difference: Difference;
}

function tracesOf({ state, bindings, cluster }: UserContext, logins: ReadonlySet<string>): Trace[] {
  const all = state.scramUsers.ok ? state.scramUsers.value : [];
  const users = all.filter(({ name }) => !logins.has(name));
  const quotas = state.quotas.ok ? state.quotas.value : [];
  return [
    ...users.map(({ name }) => traceOf(name, { type: "user", cluster, name })),
    ...[...bindings.values()].flat().flatMap((binding) => (isPoison(binding) ? [] : [ofAcl(binding, cluster)])),
    ...quotas.map((quota) => ofQuota(quota, cluster)),
  ];
}

function ofAcl(binding: AclBinding, cluster: string): Trace {
  const owner = /^User:(.+)$/.exec(binding.principal)?.[1] ?? null;
  return traceOf(owner, aclResource(cluster, binding));
}

function ofQuota(quota: ClientQuota, cluster: string): Trace {
  const [only] = quota.entity;
  const isUser = quota.entity.length === 1 && only?.type === "user" && only.name !== null;
  return traceOf(isUser ? only.name : null, { type: "quota", cluster, entity: entityText(quota) });
}

function traceOf(owner: string | null, resource: Resource): Trace {
  const title = resource.type === "kubernetes" || resource.type === "values" ? "" : serviceTitle(resource);
  const statement =
    owner === null
      ? `The ${title} is in Kafka; no KafkaUser can ask for it, and no operator looks after it`
      : `The ${title} is in Kafka, but no KafkaUser asks for it`;
  return {
    owner,
    difference: {
      kind: "extra",
      layer: "service",
      resource,
      path: [],
      attribution: null,
      reason: "undeclared",
      detail: null,
      statement,
    },
  };
}

type Fate = Pick<Difference, "cause" | "undoneBy">;

/** Left over from a KafkaUser that is gone or was moved to another cluster, else the User Operator's to delete. */
function fateOf(
  owner: string,
  { cluster, poisoned, operated }: UserContext,
  { wanted, evidence }: { wanted: readonly DeclaredUser[]; evidence: Evidence },
): Fate {
  const moved = wanted.find(
    ({ standing }) => standing.cluster !== cluster && principalNames(standing.object).includes(owner),
  );
  if (moved !== undefined) return { cause: { resource: resourceOf(moved.standing.object), path: LABEL_PATH } };
  const declared = evidence.declared
    .of(STRIMZI, "KafkaUser")
    .find(({ object }) => principalNames(object).includes(owner) && isGone(object, wanted));
  if (declared !== undefined) return { cause: { resource: resourceOf(declared.object), path: null } };
  return operated && !poisoned ? { undoneBy: "user-operator" } : {};
}

function isGone({ metadata }: KubernetesObject, wanted: readonly DeclaredUser[]): boolean {
  return !wanted.some(({ standing }) => standing.object.metadata.name === metadata.name);
}
