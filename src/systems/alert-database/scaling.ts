import { type KubernetesObject, type PathSegment, resourceOf } from "../../vocabulary/index.ts";
import type { Evidence } from "../evidence.ts";
import { found, liveOf } from "../found.ts";
import { fieldOf, type SystemDifference } from "../system.ts";
import { conditionIn, conditionsOf, flagOf } from "../workload/index.ts";
import { allowedGroups, type Ingester, triggersOf } from "./parts.ts";

const PAUSES = ["autoscaling.keda.sh/paused", "autoscaling.keda.sh/paused-replicas"];

/** Whether KEDA can do its work, and watches the group that the ingester uses. Replica counts are KEDA's own. */
export function judgeScaling(ingester: Ingester, evidence: Evidence): readonly SystemDifference[] {
  const live = ingester.scaler === null ? null : liveOf(ingester.scaler.object, evidence.live);
  if (live === null) return [];
  return [...judgePause(live, ingester), ...judgeConditions(live, ingester), ...judgeGroups(live, ingester, evidence)];
}

/** A pause that git asks for is as it should be. */
function judgePause(live: KubernetesObject, { scaler, application }: Ingester): readonly SystemDifference[] {
  const name = PAUSES.find((pause) => isPause(live.metadata.annotations?.[pause]));
  if (name === undefined || scaler?.object.metadata.annotations?.[name] !== undefined) return [];
  const path = ["metadata", "annotations", name];
  return [
    found(application, {
      kind: "changed",
      layer: "operator",
      resource: resourceOf(live),
      path,
      reason: "paused",
      statement: `KEDA does not scale by ScaledObject ${live.metadata.name}, because the annotation ${name} pauses it`,
      cause: { resource: resourceOf(live), path },
    }),
  ];
}

function isPause(value: string | undefined): boolean {
  return value !== undefined && value !== "" && value !== "false";
}

function judgeConditions(live: KubernetesObject, { application }: Ingester): readonly SystemDifference[] {
  const conditions = conditionsOf(live);
  const about = {
    kind: "changed",
    layer: "operator",
    resource: resourceOf(live),
    path: ["status", "conditions"],
  } as const;
  const { name } = live.metadata;
  if (conditionIn(conditions, "Ready", "False") !== undefined) {
    const statement = `KEDA cannot scale by ScaledObject ${name}: its condition Ready is False`;
    return [found(application, { ...about, reason: "not-ready", statement })];
  }
  if (conditionIn(conditions, "Fallback", "True") === undefined) return [];
  const statement = `KEDA cannot read the lag for ScaledObject ${name}, so it keeps to the fallback number of Pods`;
  return [found(application, { ...about, reason: "warning", statement })];
}

/** The group that KEDA watches must be the one that the program uses, and one that its user may use. */
function judgeGroups(live: KubernetesObject, ingester: Ingester, evidence: Evidence): readonly SystemDifference[] {
  return triggersOf({ object: live }).flatMap(({ index, group }) => {
    const other = otherGroup(group, ingester, evidence);
    if (other === null) return [];
    const trigger: PathSegment = { index, key: null };
    const path = ["spec", "triggers", trigger, "metadata", "consumerGroup"];
    return [
      found(ingester.application, {
        kind: "coupling",
        layer: "service",
        resource: resourceOf(live),
        path,
        desired: other.allowed,
        live: group,
        statement: `ScaledObject ${live.metadata.name} watches consumer group ${group}, but ${other.who} ${other.allowed}`,
        cause: { resource: resourceOf(live), path },
      }),
    ];
  });
}

function otherGroup(
  group: string,
  { container, user, object }: Ingester,
  { live }: Evidence,
): { readonly who: string; readonly allowed: string } | null {
  const told = flagOf(container, "--kafka-group");
  if (told !== null && told !== group) return { who: `Deployment ${object.metadata.name} uses`, allowed: told };
  const liveUser = user === null ? null : liveOf(user.object, live);
  if (liveUser === null || fieldOf(liveUser, "spec", "authorization", "acls") === undefined) return null;
  const rules = allowedGroups({ object: liveUser });
  if (rules.some(({ name, prefix }) => (prefix ? group.startsWith(name) : name === "*" || name === group))) return null;
  const allowed = rules.map(({ name, prefix }) => (prefix ? `${name}*` : name)).join(", ");
  return { who: `KafkaUser ${liveUser.metadata.name} may use`, allowed: allowed === "" ? "none" : allowed };
}
