import { isJsonObject, type JsonObject, type Path } from "../../vocabulary/index.ts";
import type { DeclaredObject } from "../evidence.ts";
import { brokerConfigOf, type DeclaredKafka, listed, wholeNumberIn } from "../intent/index.ts";
import { configText } from "../strimzi/index.ts";
import { fieldOf, type SystemDifference } from "../system.ts";
import type { Pair } from "./pairs.ts";
import { risk } from "./risk.ts";

const KEYS = ["retention.ms", "retention.bytes"] as const;
type Key = (typeof KEYS)[number];

/** A key of the brokers that a topic without one of its own takes, and the milliseconds or bytes in its unit. */
const INHERITED: Readonly<Record<Key, readonly (readonly [key: string, unit: number])[]>> = {
  "retention.ms": [
    ["log.retention.ms", 1],
    ["log.retention.minutes", 60_000],
    ["log.retention.hours", 3_600_000],
  ],
  "retention.bytes": [["log.retention.bytes", 1]],
};
/** What Kafka itself has: seven days, and no limit. */
const DEFAULTS: Readonly<Record<Key, number>> = { "retention.ms": 604_800_000, "retention.bytes": -1 };

/** A topic that is only compacted keeps the last message of every key; with another policy Kafka begins to delete them. */
export function weighPolicy({ before, after }: Pair, kafka: DeclaredKafka | null): readonly SystemDifference[] {
  if (!beginsToDelete({ before, after })) return [];
  const limits = KEYS.map((key) => ({ key, limit: limitOf(key, after, kafka) }));
  if (limits.every(({ limit }) => limit !== null && limit < 0)) return [];
  const [was, is] = [policyOf(before)?.join(","), policyOf(after)?.join(",")];
  const now = is === undefined ? "has no cleanup.policy any more" : `goes from cleanup.policy ${was} to ${is}`;
  const known = limits.flatMap(({ key, limit }) => (limit === null || limit < 0 ? [] : [`${key} ${limit}`]));
  const by = known.length === 0 ? "by the limits of the brokers" : `by ${listed(known)}`;
  const statement = `KafkaTopic ${after.object.metadata.name} ${now}, so Kafka deletes ${by} what it kept for good; keep ${was}`;
  return [risk({ reason: "compaction-dropped", one: after, path: pathOf("cleanup.policy"), statement })];
}

function beginsToDelete({ before, after }: Pair): boolean {
  return policyOf(before)?.includes("delete") === false && policyOf(after)?.includes("delete") !== false;
}

/** Kafka deletes within minutes what the new limit no longer covers. Changes of the brokers' own limits are said of them. */
export function weighRetention(
  { before, after }: Pair,
  kafkas: { readonly before: DeclaredKafka | null; readonly after: DeclaredKafka | null },
): readonly SystemDifference[] {
  // The policy's own risk names the limits that begin to count.
  if (policyOf(after)?.includes("delete") === false || beginsToDelete({ before, after })) return [];
  return KEYS.flatMap((key) => {
    const isSame = configText(configOf(before)[key]) === configText(configOf(after)[key]);
    const was = limitOf(key, before, kafkas.before);
    const is = limitOf(key, after, kafkas.after);
    if (isSame || was === null || is === null || !isLower(is, was)) return [];
    const statement = `KafkaTopic ${after.object.metadata.name} goes from ${key} ${was} to ${is}, so Kafka deletes messages that it keeps today; lower it only where nobody needs them`;
    return [risk({ reason: "retention-lowered", one: after, path: pathOf(key), statement })];
  });
}

/** The brokers' limits count for every topic without one of its own. */
export function weighInherited({ before, after }: Pair): readonly SystemDifference[] {
  return KEYS.flatMap((key) => {
    const [was, is] = [inheritedOf(key, brokerConfigOf(before)), inheritedOf(key, brokerConfigOf(after))];
    if (was === null || is === null || !isLower(is.value, was.value)) return [];
    const statement = `Kafka ${after.object.metadata.name} goes from ${was.value} to ${is.value} for the ${key} of topics without one of their own, so messages that are kept today are deleted; lower it only where nobody needs them`;
    return [risk({ reason: "retention-lowered", one: after, path: ["spec", "kafka", "config", is.key], statement })];
  });
}

function isLower(is: number, was: number): boolean {
  return is >= 0 && (was < 0 || is < was);
}

/** Null where the number that counts cannot be told. */
function limitOf(key: Key, topic: DeclaredObject, kafka: DeclaredKafka | null): number | null {
  const config = configOf(topic);
  if (configText(config[key]) !== null) return wholeNumberIn(config, key);
  return kafka === null ? null : (inheritedOf(key, kafka.config)?.value ?? null);
}

function inheritedOf(key: Key, config: JsonObject): { readonly key: string; readonly value: number } | null {
  for (const [name, unit] of INHERITED[key]) {
    if (configText(config[name]) === null) continue;
    const value = wholeNumberIn(config, name);
    return value === null ? null : { key: name, value: value < 0 ? value : value * unit };
  }
  return { key: INHERITED[key][0]?.[0] ?? key, value: DEFAULTS[key] };
}

function policyOf(topic: DeclaredObject): readonly string[] | null {
  return (
    configText(configOf(topic)["cleanup.policy"])
      ?.split(",")
      .map((word) => word.trim()) ?? null
  );
}

function configOf({ object }: DeclaredObject): JsonObject {
  const config = fieldOf(object, "spec", "config");
  return isJsonObject(config) ? config : {};
}

function pathOf(key: string): Path {
  return ["spec", "config", key];
}
