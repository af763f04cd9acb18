import type { Difference, KubernetesObject } from "../../vocabulary/index.ts";
import type { Evidence, KafkaEvidence } from "../evidence.ts";
import {
  type KafkaResources,
  kafkaNamespaces,
  kafkaResourcesIn,
  standingDifferences,
  standingsOf,
} from "../strimzi/index.ts";
import { fieldOf, type Judgement, NOTHING_FOUND, type SystemDifference } from "../system.ts";
import { compareUser } from "./compare.ts";
import { type UserContext, userContext } from "./context.ts";
import { type DeclaredUser, declaredUsers, USER_OPERATOR } from "./declared-user.ts";
import { isPoison, poisonDifference } from "./poison.ts";
import { undeclaredPrincipals } from "./undeclared.ts";

/** What is wrong with KafkaUsers and with the users, ACLs and quotas of each Kafka cluster. */
export function judgeUsers(evidence: Evidence): Judgement {
  const namespaces = new Set([
    ...kafkaNamespaces(evidence.declared),
    ...evidence.kafka.map(({ namespace }) => namespace),
  ]);
  const differences = [...namespaces].flatMap((namespace) =>
    judgeNamespace(kafkaResourcesIn(namespace, evidence), evidence),
  );
  return { ...NOTHING_FOUND, differences };
}

function judgeNamespace(resources: KafkaResources, evidence: Evidence): SystemDifference[] {
  const standings = standingsOf(resources.users ?? [], { operator: USER_OPERATOR, resources, evidence });
  const wanted = declaredUsers(standings);
  const clusters = evidence.kafka.filter(({ namespace }) => namespace === resources.namespace);
  const poisoned = clusters.flatMap((kafka) => poisonsOf(kafka));
  const [poison] = poisoned;
  const behind = clusters.flatMap((kafka) => judgeCluster(kafka, { wanted, resources, evidence }));
  const operator = standings.flatMap((standing) =>
    standingDifferences(standing, behind).map(({ application, difference }): SystemDifference => {
      const isStopped = poison !== undefined && (difference.statement ?? "").includes("AclCache");
      const cause = isStopped ? { cause: { resource: poison.resource, path: null } } : {};
      return { application, difference: { ...difference, ...cause } };
    }),
  );
  return [...operator, ...poisoned.map((difference) => ({ application: null, difference })), ...behind];
}

function poisonsOf({ state, cluster }: KafkaEvidence): Difference[] {
  if (state === null || !state.acls.ok) return [];
  return state.acls.value.bindings.filter(isPoison).map((binding) => poisonDifference(binding, cluster));
}

function judgeCluster(
  kafka: KafkaEvidence,
  { wanted, resources, evidence }: { wanted: readonly DeclaredUser[]; resources: KafkaResources; evidence: Evidence },
): SystemDifference[] {
  const resource = resources.kafkas?.find(({ metadata }) => metadata.name === kafka.cluster) ?? null;
  const operated = resource !== null && fieldOf(resource, ...USER_OPERATOR.path) !== undefined;
  const context = userContext(kafka, resource, operated);
  if (context === null) return [];
  const own = wanted.filter(({ standing }) => standing.cluster === kafka.cluster);
  const open = noAuthorizer(context, own);
  return [
    ...open,
    ...own.flatMap((user) => compareUser(user, context)),
    ...(resources.users === null ? [] : undeclaredPrincipals(context, { wanted, evidence })),
  ];
}

/** Without an authorizer no ACL has any effect, and there is none to compare. */
function noAuthorizer({ state, cluster, kafka }: UserContext, own: readonly DeclaredUser[]): SystemDifference[] {
  const wantsIt = own.some(({ acls }) => acls !== null) || wantsAuthorization(kafka);
  if (!state.acls.ok || state.acls.value.authorizer || !wantsIt) return [];
  const difference: Difference = {
    kind: "changed",
    layer: "service",
    resource: { type: "broker", cluster, id: null },
    path: ["authorizer"],
    attribution: null,
    reason: "no-authorizer",
    detail: null,
    statement: `Kafka ${cluster} runs without an authorizer, so everybody may do everything`,
  };
  return [{ application: null, difference }];
}

function wantsAuthorization(kafka: KubernetesObject | null): boolean {
  return kafka !== null && fieldOf(kafka, "spec", "kafka", "authorization") !== undefined;
}
