import type { ConfigEntry } from "../../observe/kafka/state.ts";
import type { Difference } from "../../vocabulary/index.ts";
import { configText } from "../strimzi/index.ts";
import type { TopicContext } from "./context.ts";
import type { DeclaredTopic } from "./declared-topic.ts";

type ConfigDifference = Pick<Difference, "kind" | "path" | "desired" | "live" | "reason" | "statement">;

/** Cruise Control sets these while it moves replicas. */
const THROTTLES = ["leader.replication.throttled.replicas", "follower.replication.throttled.replicas"];

/**
 * Key by key, as the Topic Operator does: what the KafkaTopic says against the effective value, and overrides of the topic
 * that it does not mention. An override that only repeats what the topic would inherit changes nothing and is silent.
 */
export function compareConfigs({ name, config }: DeclaredTopic, context: TopicContext): ConfigDifference[] {
  const overrides = context.configs?.get(name);
  if (overrides === undefined || !overrides.ok) return [];
  const own = new Map(overrides.value.map((entry) => [entry.name, entry]));
  const mentioned = Object.entries(config).flatMap(([key, value]) => {
    const wanted = configText(value);
    const entry = own.get(key) ?? context.inherited.get(key);
    return wanted === null || entry === undefined ? [] : changed({ name, key, wanted, entry });
  });
  const added = [...own.values()].flatMap((entry) => {
    if (entry.name in config || (context.cruiseControl && THROTTLES.includes(entry.name))) return [];
    return override(name, entry, context.inherited.get(entry.name));
  });
  return [...mentioned, ...added];
}

function changed(given: { name: string; key: string; wanted: string; entry: ConfigEntry }): ConfigDifference[] {
  const { name, key, wanted, entry } = given;
  if (entry.sensitive || entry.value === wanted) return [];
  if (entry.source !== "DYNAMIC_TOPIC_CONFIG") {
    const statement = `Topic ${name} has lost ${key}, which its KafkaTopic asks for, and runs with what the broker has`;
    return [{ kind: "removed", path: ["config", key], desired: wanted, reason: null, statement }];
  }
  const statement = `Topic ${name} runs with another ${key} than its KafkaTopic asks for`;
  return [{ kind: "changed", path: ["config", key], desired: wanted, live: entry.value, reason: null, statement }];
}

function override(name: string, entry: ConfigEntry, inherited: ConfigEntry | undefined): ConfigDifference[] {
  if (inherited !== undefined && inherited.value === entry.value) return [];
  const statement = `Topic ${name} overrides ${entry.name}, which its KafkaTopic does not mention`;
  return [{ kind: "added", path: ["config", entry.name], live: entry.value, reason: null, statement }];
}
