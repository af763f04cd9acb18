import {
  judgeAddresses,
  judgeCredentials,
  judgeRights,
  judgeTopic,
  type KafkaClient,
  kafkaOf,
  mountedCertificate,
  userOf,
} from "../clients/index.ts";
import { unique } from "../found.ts";
import { coupling, flagPath, type Right, topicNamed } from "../intent/index.ts";
import { isUnmanaged } from "../strimzi/index.ts";
import type { DeclaredIntent, SystemDifference } from "../system.ts";
import { containersOf, flagOf } from "../workload/index.ts";
import { judgeDeclaredId } from "./declared-id.ts";
import { type Load, loadsIn, type Replay, replaysIn } from "./parts.ts";

/** The load Job, the program that replays, their topics and their user fit together. */
export function coupleSimulators(intent: DeclaredIntent): readonly SystemDifference[] {
  const loads = loadsIn(intent.declared);
  const replays = replaysIn(intent.declared);
  // What both are told alike is judged once, of the program that lasts.
  const clients = [...loads.map(clientOf), ...replays.map(clientOf)];
  return [
    ...unique(clients, serversOf).flatMap((client) => judgeAddresses(client, intent)),
    ...unique(clients, certificateOf).flatMap((client) => judgeCredentials(client, intent)),
    ...loads.flatMap((load) => [...judgeStatic(load, intent), ...judgeDeclaredId(load, intent)]),
    ...replays.flatMap((replay) => judgeReplay(replay, intent)),
    ...judgeUsers(loads, replays, intent),
  ];
}

function clientOf(one: Load | Replay): KafkaClient {
  const command = "replayTopic" in one ? "play-stream" : "create-stream";
  const container = containersOf(one.object).find(({ words }) => words.includes(command));
  if (container === undefined) throw new Error(`${one.object.metadata.name} has no container that runs ${command}`);
  return { application: one.application, object: one.object, container, serverFlag: "--broker" };
}

function serversOf({ container, serverFlag }: KafkaClient): string {
  return flagOf(container, serverFlag) ?? "";
}

function certificateOf(client: KafkaClient): string {
  return mountedCertificate(client)?.secret ?? client.object.metadata.name;
}

/** The load Job makes its topic itself, deleting it first; a KafkaTopic of the same name would fight it. */
function judgeStatic(load: Load, intent: DeclaredIntent): readonly SystemDifference[] {
  const kafka = kafkaOf(clientOf(load), intent);
  const topic = kafka === null ? null : topicNamed(load.staticTopic, kafka, intent);
  if (topic === null || isUnmanaged(topic.object)) return [];
  const statement = `KafkaTopic ${topic.object.metadata.name} declares topic ${load.staticTopic}, which Job ${load.object.metadata.name} deletes and makes itself; remove the KafkaTopic, or let the Job fill another topic`;
  return [coupling({ reason: "static-topic-declared", one: topic, path: ["metadata", "name"], statement })];
}

function judgeReplay(replay: Replay, intent: DeclaredIntent): readonly SystemDifference[] {
  const client = clientOf(replay);
  const kafka = kafkaOf(client, intent);
  if (kafka === null) return [];
  const path = flagPath(client.container, "--dst-topic");
  return judgeTopic({ one: client, path, topic: replay.replayTopic, kafka, verb: "writes" }, intent);
}

/** Both programs may share a user, which then is judged once. */
function judgeUsers(
  loads: readonly Load[],
  replays: readonly Replay[],
  intent: DeclaredIntent,
): readonly SystemDifference[] {
  const needs = [
    ...loads.map((one) => ({ client: clientOf(one), rights: rightsToLoad(one) })),
    ...replays.map((one) => ({ client: clientOf(one), rights: rightsToReplay(one, intent) })),
  ];
  const byUser = Map.groupBy(needs, ({ client }) => userOf(client, intent));
  return [...byUser].flatMap(([user, of]) => {
    const kafka = of[0] === undefined ? null : kafkaOf(of[0].client, intent);
    if (user === null || kafka === null) return [];
    const rights = of.flatMap((need) => need.rights);
    return judgeRights(user, { kafka, rights, who: "the alert stream simulator" });
  });
}

function rightsToLoad({ staticTopic: name }: Load): readonly Right[] {
  return [
    { type: "topic", name, operation: "Create" },
    { type: "topic", name, operation: "Write" },
  ];
}

/** A topic that does not exist is a finding of its own. */
function rightsToReplay(replay: Replay, intent: DeclaredIntent): readonly Right[] {
  const { staticTopic, replayTopic } = replay;
  const kafka = kafkaOf(clientOf(replay), intent);
  const isThere = kafka !== null && topicNamed(replayTopic, kafka, intent) !== null;
  return [
    { type: "topic", name: staticTopic, operation: "Read" },
    ...(isThere ? [{ type: "topic", name: replayTopic, operation: "Write" } as const] : []),
  ];
}
