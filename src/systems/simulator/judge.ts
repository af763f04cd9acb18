import { type Difference, type KubernetesObject, resourceOf } from "../../vocabulary/index.ts";
import type { Evidence } from "../evidence.ts";
import { liveOf } from "../found.ts";
import type { Judgement, SystemDifference } from "../system.ts";
import { judgeReadiness, textOf } from "../workload/index.ts";
import { type Load, loadsIn, type Replay, replaysIn } from "./parts.ts";
import { judgeReplayTopic } from "./replay-topic.ts";
import { judgeGivenId } from "./schema-id.ts";
import { judgeStaticTopic } from "./static-topic.ts";
import { topicOf } from "./topics.ts";

/** From the recorded alerts over the program that replays them to what consumers get. */
export function judgeSimulators(evidence: Evidence): Judgement {
  const { declared } = evidence;
  const loaded = loadsIn(declared).flatMap((load) => judgeLoad(load, evidence));
  const replayed = replaysIn(declared).flatMap((replay) => judgeReplay(replay, { evidence, loaded }));
  return { differences: [...loaded, ...replayed], failures: [], notes: [] };
}

function judgeLoad(load: Load, evidence: Evidence): readonly SystemDifference[] {
  const { cluster, staticTopic, object } = load;
  const topic = topicOf({ cluster, name: staticTopic }, object.metadata.namespace, evidence);
  return [...(topic === null ? [] : judgeStaticTopic(load, topic)), ...judgeGivenId(load, evidence)];
}

function judgeReplay(
  replay: Replay,
  { evidence, loaded }: { evidence: Evidence; loaded: readonly SystemDifference[] },
): readonly SystemDifference[] {
  const { cluster, replayTopic, staticTopic, application, object } = replay;
  const { now, live } = evidence;
  const { namespace } = object.metadata;
  const topic = topicOf({ cluster, name: replayTopic }, namespace, evidence);
  const deployment = liveOf(object, live);
  const readiness = deployment === null ? [] : judgeReadiness(deployment, { now, application });
  if (topic === null) return readiness;
  const source = { type: "topic", cluster, name: staticTopic } as const;
  const broken = loaded.some(({ difference }) => hasNothing(difference, staticTopic)) ? source : null;
  const cause = broken ?? resourceOf(object);
  return [...readiness, ...judgeReplayTopic(replay, { topic, now, made: madeAt(deployment ?? object), cause })];
}

/** True where there is nothing to replay: the static topic is missing or empty. */
function hasNothing({ kind, resource, path }: Difference, staticTopic: string): boolean {
  if (resource.type !== "topic" || resource.name !== staticTopic) return false;
  return kind === "missing" || (path.length === 1 && path[0] === "messages");
}

function madeAt({ metadata }: KubernetesObject): number {
  const time = Date.parse(textOf(metadata["creationTimestamp"]) ?? "");
  return Number.isNaN(time) ? 0 : time;
}
