import type { Path } from "../../../vocabulary/index.ts";
import { judgeServers } from "../../clients/index.ts";
import type { DeclaredObject } from "../../evidence.ts";
import { unique } from "../../found.ts";
import { addressesIn, coupling } from "../../intent/index.ts";
import { type DeclaredIntent, fieldOf, type SystemDifference } from "../../system.ts";
import { flagOf } from "../../workload/index.ts";
import { type Ingester, isAutoscaled, type Program, type Trigger, triggersOf } from "../parts.ts";
import { clientOf, usedGroup } from "./consuming.ts";

/** KEDA watches the group and the topics of the very ingester that it scales. */
export function judgeScaler(ingester: Ingester, intent: DeclaredIntent): readonly SystemDifference[] {
  const { scaler } = ingester;
  if (scaler === null) return [];
  const triggers = triggersOf(scaler);
  return [
    ...judgeGroup(triggers, ingester, scaler),
    ...triggers.flatMap((trigger) => judgeTopic(trigger, ingester, scaler)),
    ...triggers.flatMap((trigger) => judgeTriggerServers(trigger, ingester, { scaler, intent })),
    ...judgeUnwatched(triggers, ingester, scaler),
  ];
}

/** Triggers that share a wrong group have it from one place: the first of them is named. */
function judgeGroup(
  triggers: readonly Trigger[],
  ingester: Ingester,
  scaler: DeclaredObject,
): readonly SystemDifference[] {
  const used = usedGroup(ingester);
  const wrong = unique(triggers.filter(({ group }) => group !== used).toReversed(), ({ group }) => group);
  return wrong.map(({ index, group }) => {
    const statement = `ScaledObject ${scaler.object.metadata.name} watches consumer group ${group}, but Deployment ${ingester.object.metadata.name} uses ${used}, so it is never scaled; watch ${used}`;
    return mismatch(scaler, [...triggerPath(index), "consumerGroup"], statement);
  });
}

function judgeTopic(
  { index, topic }: Trigger,
  ingester: Ingester,
  scaler: DeclaredObject,
): readonly SystemDifference[] {
  // Several topics in one text are a finding of their own.
  if (topic === null || topic.includes(",") || ingester.topics.includes(topic)) return [];
  const statement = `ScaledObject ${scaler.object.metadata.name} watches topic ${topic}, which Deployment ${ingester.object.metadata.name} does not read; watch the topics that it reads`;
  return [mismatch(scaler, [...triggerPath(index), "topic"], statement)];
}

/** Where every trigger names its topic, and one of the ingester's is in none. */
function judgeUnwatched(
  triggers: readonly Trigger[],
  { topics, object }: Ingester,
  scaler: DeclaredObject,
): readonly SystemDifference[] {
  const watched = triggers.map(({ topic }) => topic);
  // A trigger for another topic is a finding already.
  if (watched.length === 0 || watched.some((topic) => topic === null || !topics.includes(topic))) return [];
  const left = topics.filter((topic) => !watched.includes(topic));
  if (left.length === 0) return [];
  const statement = `ScaledObject ${scaler.object.metadata.name} does not watch topic ${left.join(", ")}, which Deployment ${object.metadata.name} reads; add a trigger for it`;
  return [mismatch(scaler, ["spec", "triggers"], statement)];
}

/** Said only where the ingester itself is told another place. */
function judgeTriggerServers(
  { index, servers }: Trigger,
  ingester: Ingester,
  { scaler, intent }: { readonly scaler: DeclaredObject; readonly intent: DeclaredIntent },
): readonly SystemDifference[] {
  const client = clientOf(ingester);
  const own = addressesIn(flagOf(client.container, client.serverFlag));
  const isOwn = addressesIn(servers).every(({ cluster, port }) =>
    own.some((one) => one.cluster === cluster && one.port === port),
  );
  if (isOwn) return [];
  const path = [...triggerPath(index), "bootstrapServers"];
  return judgeServers({ one: scaler, servers, path, login: null }, intent);
}

/** A replica count in git fights the autoscaler with every sync. */
export function judgeReplicas(program: Program, { declared }: DeclaredIntent): readonly SystemDifference[] {
  const replicas = fieldOf(program.object, "spec", "replicas") ?? null;
  if (replicas === null || !isAutoscaled(program, declared)) return [];
  const statement = `Deployment ${program.object.metadata.name} sets its replicas, which an autoscaler sets too, so every sync undoes the scaling; leave the field out`;
  return [coupling({ reason: "scaled-replicas", one: program, path: ["spec", "replicas"], statement })];
}

function mismatch(scaler: DeclaredObject, path: Path, statement: string): SystemDifference {
  return coupling({ reason: "scaler-mismatch", one: scaler, path, statement });
}

function triggerPath(index: number): Path {
  return ["spec", "triggers", { index, key: null }, "metadata"];
}
