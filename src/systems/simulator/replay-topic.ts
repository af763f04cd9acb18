import type { Resource } from "../../vocabulary/index.ts";
import { found } from "../found.ts";
import type { SystemDifference } from "../system.ts";
import type { Replay } from "./parts.ts";
import type { SimulatorTopic } from "./topics.ts";

/** Rounds that may be missed before the replay counts as standing still. */
const ROUNDS = 3;
/** For a round itself, and for clocks that differ. */
const SLACK_S = 60;

export interface ReplayState {
  readonly topic: SimulatorTopic;
  readonly now: Date;
  /** Milliseconds since 1970 at which the Deployment was made. */
  readonly made: number;
  /** What most likely keeps alerts from coming. */
  readonly cause: Resource;
}

/** The newest alert of the replay topic is at most a few rounds old. */
export function judgeReplayTopic(replay: Replay, state: ReplayState): readonly SystemDifference[] {
  const { topic, now, made, cause } = state;
  const { period, application } = replay;
  if (period === null || topic.present !== true || topic.messages === null) return [];
  const newest = topic.messages.length === 0 ? null : Math.max(...topic.messages.map(({ timestamp }) => timestamp));
  const allowed = (ROUNDS * period + SLACK_S) * 1000;
  if (now.getTime() - Math.max(newest ?? made, made) <= allowed) return [];
  const { resource } = topic;
  const age = newest === null ? "holds no alert" : `got its last alert ${ageOf(now.getTime() - newest)} ago`;
  return [
    found(application, {
      kind: "changed",
      layer: "service",
      resource,
      path: ["messages", "timestamp"],
      ...(newest !== null && { live: new Date(newest).toISOString() }),
      reason: "stale",
      statement: `Topic ${resource.name} ${age}, but the simulator replays every ${period} seconds`,
      cause: { resource: cause, path: null },
    }),
  ];
}

function ageOf(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 120) return `${minutes} minutes`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.floor(hours / 24)} days`;
}
