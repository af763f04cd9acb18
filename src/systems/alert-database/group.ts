import type { GroupOffset, GroupState, LastMessage } from "../../observe/kafka/port.ts";
import { type Cause, type GroupResource, resourceOf } from "../../vocabulary/index.ts";
import type { Evidence, KafkaEvidence } from "../evidence.ts";
import { found, liveOf } from "../found.ts";
import { fieldOf, type SystemDifference } from "../system.ts";
import { type Ingester, type Trigger, triggersOf } from "./parts.ts";

/** For KEDA to look at the lag and for the first Pod to start and join. */
const WAKING_MS = 150_000;
/** As many times the wanted lag count as far behind. */
const FAR = 10;
/** Messages for each partition, where no autoscaler says what lag is wanted. */
const WANTED_LAG = 100;

/** Whether the ingester's consumer group keeps up with the topics that it archives. */
export function judgeGroup(ingester: Ingester, evidence: Evidence): readonly SystemDifference[] {
  const { cluster, group, object } = ingester;
  const { namespace } = object.metadata;
  const kafka = evidence.kafka.find((one) => one.cluster === cluster && one.namespace === namespace);
  const reading = kafka?.groups.find(({ name }) => name === group)?.reading;
  if (cluster === null || kafka === undefined || reading === undefined || !reading.ok) return [];
  const watch: Watch = {
    ingester,
    evidence,
    messages: messagesOf(ingester, kafka),
    resource: { type: "group", cluster, name: group },
    cause: { resource: resourceOf(object), path: null },
  };
  return reading.value === null ? judgeGone(watch) : judgeState(reading.value, watch);
}

interface Watch {
  readonly ingester: Ingester;
  readonly evidence: Evidence;
  /** The last messages of its topics; null where not all could be read. */
  readonly messages: readonly LastMessage[] | null;
  readonly resource: GroupResource;
  readonly cause: Cause;
}

/** A group that nobody uses vanishes after a while; that is no loss as long as there is nothing to archive. */
function judgeGone({ ingester, messages, resource, cause }: Watch): readonly SystemDifference[] {
  if (messages === null || messages.length === 0) return [];
  const statement = `Consumer group ${resource.name} does not exist, so the archive of ${listed(ingester.topics)} does not know how far it is`;
  return [found(ingester.application, { kind: "missing", layer: "service", resource, statement, cause })];
}

function judgeState({ members, offsets }: GroupState, watch: Watch): readonly SystemDifference[] {
  if (!offsets.ok) return [];
  const own = offsets.value.filter(({ topic }) => watch.ingester.topics.includes(topic));
  const lag = own.reduce((sum, offset) => sum + lagOf(offset), 0);
  if (members.ok && members.value.length === 0) return judgeAbandoned(lag, watch);
  return lag > FAR * wantedLag(watch) * Math.max(own.length, 1) ? [farBehind(lag, watch)] : [];
}

/** Where the group never committed, the program decides where it begins. */
function lagOf({ committed, end }: GroupOffset): number {
  return committed === null || end === null ? 0 : Math.max(0, end - committed);
}

function judgeAbandoned(lag: number, watch: Watch): readonly SystemDifference[] {
  const { ingester, resource, cause } = watch;
  if (lag === 0 || isAsleep(lag, watch)) return [];
  return [
    found(ingester.application, {
      kind: "changed",
      layer: "service",
      resource,
      path: ["members"],
      live: 0,
      reason: "no-members",
      statement: `Nobody reads for consumer group ${resource.name}, which is ${lag} messages behind`,
      cause,
    }),
  ];
}

/** Without lag KEDA may have removed every Pod; it brings the first one back a little after alerts come again. */
function isAsleep(lag: number, watch: Watch): boolean {
  const { ingester, evidence, messages } = watch;
  const { scaler } = ingester;
  if (scaler === null || !mayBeNone(ingester, evidence) || hasPods(ingester, evidence)) return false;
  const triggers = triggersOf(scaler);
  if (lag <= Math.min(...triggers.map(({ activation }) => activation))) return true;
  const newest = Math.max(...(messages ?? []).map(({ timestamp }) => timestamp));
  return evidence.now.getTime() - newest < WAKING_MS && lag <= wantedLag(watch);
}

/** A Pod that is ready has joined the group long since. */
function hasPods({ object }: Ingester, { live }: Evidence): boolean {
  const deployment = liveOf(object, live);
  return deployment !== null && Number(fieldOf(deployment, "status", "readyReplicas") ?? 0) > 0;
}

/** KEDA's default is no Pod at all. */
function mayBeNone({ scaler }: Ingester, { live }: Evidence): boolean {
  if (scaler === null) return false;
  return (fieldOf(liveOf(scaler.object, live) ?? scaler.object, "spec", "minReplicaCount") ?? 0) === 0;
}

function wantedLag({ ingester: { scaler } }: Watch): number {
  const triggers: readonly Trigger[] = scaler === null ? [] : triggersOf(scaler);
  return Math.max(...triggers.map(({ lagThreshold }) => lagThreshold), triggers.length === 0 ? WANTED_LAG : 1);
}

function farBehind(lag: number, { ingester, resource, cause }: Watch): SystemDifference {
  return found(ingester.application, {
    kind: "risk",
    layer: "service",
    resource,
    path: ["lag"],
    live: lag,
    statement: `Consumer group ${resource.name} is ${lag} messages behind`,
    cause,
  });
}

function messagesOf({ topics }: Ingester, { lastMessages }: KafkaEvidence): readonly LastMessage[] | null {
  const ends = topics.map((topic) => lastMessages.find(({ name }) => name === topic)?.reading);
  const messages: LastMessage[] = [];
  for (const reading of ends) {
    if (reading === undefined || !reading.ok) return null;
    for (const { last } of reading.value) {
      if (!last.ok) return null;
      if (last.value !== null) messages.push(last.value);
    }
  }
  return messages;
}

function listed(topics: readonly string[]): string {
  return topics.join(", ");
}
