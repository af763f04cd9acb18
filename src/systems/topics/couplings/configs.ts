import { nearest } from "../../../config/near-miss.ts";
import { coupling, type DeclaredCluster } from "../../intent/index.ts";
import { configText } from "../../strimzi/index.ts";
import type { SystemDifference } from "../../system.ts";
import { type ConfigType, isOfType, OF_BROKERS, TOPIC_CONFIGS } from "./known-configs.ts";
import { folded } from "./replication.ts";
import { type TopicIntent, topicsOf } from "./topic.ts";

const POLICIES = ["compact", "delete"];

interface Entry extends TopicIntent {
  readonly key: string;
  readonly value: unknown;
}

function entriesOf(cluster: DeclaredCluster): readonly Entry[] {
  return topicsOf(cluster).flatMap((topic) =>
    Object.entries(topic.config).map(([key, value]) => ({ ...topic, key, value })),
  );
}

/** A key without a value: it never reaches Kafka, and the topic runs with what brokers have. */
export function nullConfigs(cluster: DeclaredCluster): readonly SystemDifference[] {
  const empty = entriesOf(cluster).filter(({ value }) => value === null);
  return folded(empty, ({ key }) => key).map(({ first, others }) => {
    const statement = `KafkaTopic ${first.object.metadata.name}${others} names ${first.key} without a value, so the topic runs with what the brokers have; set the value or take the key out`;
    return coupling({ reason: "null-topic-config", one: first, path: ["spec", "config", first.key], statement });
  });
}

/** Keys that Kafka does not know under this name, and values that it cannot read: it refuses all of the topic's config. */
export function refusedConfigs(cluster: DeclaredCluster): readonly SystemDifference[] {
  const refused = entriesOf(cluster).flatMap((entry) => {
    const fault = entry.value === null ? null : faultOf(entry);
    return fault === null ? [] : [{ ...entry, fault }];
  });
  return folded(refused, ({ key, fault }) => `${key} ${fault}`).map(({ first, others }) => {
    const statement = `KafkaTopic ${first.object.metadata.name}${others} ${first.fault}`;
    return coupling({ reason: "refused-topic-config", one: first, path: ["spec", "config", first.key], statement });
  });
}

function faultOf({ key, value }: Entry): string | null {
  const type = TOPIC_CONFIGS[key];
  const text = configText(value);
  if (type === undefined) return faultOfName(key);
  if (text === null)
    return `gives ${key} a value with parts of its own, which the Topic Operator refuses; write one text or number`;
  if (key === "cleanup.policy") return faultOfPolicy(text);
  if (isOfType(text, type)) return null;
  return `sets ${key} to ${text}, which Kafka refuses; ${wanted(type)}`;
}

function faultOfName(key: string): string | null {
  const meant = OF_BROKERS[key] ?? nearlyKnown(key);
  return meant === null ? null : `sets ${key}, which is no topic config, so Kafka refuses the topic; write ${meant}`;
}

/** An unknown name may be one that a newer Kafka has, unless it is a known one in which a word or a dot went wrong. */
function nearlyKnown(key: string): string | null {
  const words = wordsOf(key);
  const known = Object.keys(TOPIC_CONFIGS).find((name) => {
    const parts = wordsOf(name);
    if (parts.join("") === words.join("")) return true;
    const different = parts.flatMap((part, index) =>
      part === words[index] ? [] : [[words[index] ?? "", part] as const],
    );
    const [only] = different;
    return (
      parts.length === words.length &&
      different.length === 1 &&
      only !== undefined &&
      nearest(only[0], [only[1]]) !== null
    );
  });
  return known ?? null;
}

/** The words of a name, however they are parted: `retention.ms`, `retention_ms`, `retentionMs`. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/(?<=[a-z])(?=[A-Z])/g, ".")
    .toLowerCase()
    .split(/[._-]/);
}

function faultOfPolicy(text: string): string | null {
  const parts = text.split(",").map((part) => part.trim());
  const other = parts.find((part) => part !== "" && !POLICIES.includes(part));
  return other === undefined
    ? null
    : `sets cleanup.policy to ${text}, which Kafka refuses; write delete, compact or both`;
}

function wanted(type: ConfigType): string {
  if (type === "integer") return "write a whole number";
  if (type === "number") return "write a number";
  if (type === "boolean") return "write true or false";
  return typeof type === "string" ? "write a list" : `write one of ${type.join(", ")}`;
}

/** Limits that a topic which only compacts never looks at. */
export function idleConfigs(cluster: DeclaredCluster): readonly SystemDifference[] {
  const idle = topicsOf(cluster).flatMap((topic) => {
    const isCompact = (configText(topic.config["cleanup.policy"]) ?? "").trim() === "compact";
    const keys = ["retention.ms", "retention.bytes"].filter((key) => Number(configText(topic.config[key]) ?? -1) >= 0);
    const [key] = keys;
    return isCompact && key !== undefined ? [{ ...topic, key, keys: keys.join(" and ") }] : [];
  });
  return folded(idle, ({ keys }) => keys).map(({ first, others }) => {
    const statement = `KafkaTopic ${first.object.metadata.name}${others} sets ${first.keys}, but its cleanup.policy is compact, which deletes nothing by age or size; add delete to the policy or take the limit out`;
    return coupling({ reason: "idle-topic-config", one: first, path: ["spec", "config", first.key], statement });
  });
}
