import { brokerConfigOf, coupling, type DeclaredCluster, listed } from "../../intent/index.ts";
import { fieldOf, type SystemDifference } from "../../system.ts";
import { textOf } from "../../workload/index.ts";
import { isForbidden } from "../forbidden-keys.ts";

const CONFIG = ["spec", "kafka", "config"];

/** Keys that Strimzi sets itself and drops with no more than a line in its log. */
export function forbiddenConfig(cluster: DeclaredCluster): readonly SystemDifference[] {
  return Object.keys(brokerConfigOf(cluster))
    .filter(isForbidden)
    .map((key) =>
      coupling({
        reason: "forbidden-config",
        one: cluster,
        path: [...CONFIG, key],
        statement: `Strimzi manages ${key} itself, so what Kafka ${cluster.name} says there never reaches a broker; take it out`,
      }),
    );
}

/** Kafka's broker configs of which the first one that is set decides, and the others say nothing. */
const PRECEDENCE = [
  ["log.retention.ms", "log.retention.minutes", "log.retention.hours"],
  ["log.roll.ms", "log.roll.hours"],
  ["log.roll.jitter.ms", "log.roll.jitter.hours"],
] as const;

export function overriddenConfig(cluster: DeclaredCluster): readonly SystemDifference[] {
  const config = brokerConfigOf(cluster);
  return PRECEDENCE.flatMap((keys) => {
    const [decides, ...idle] = keys.filter((key) => (config[key] ?? null) !== null);
    const [first] = idle;
    if (decides === undefined || first === undefined) return [];
    const statement = `Kafka ${cluster.name} sets ${listed(idle)}, but Kafka goes by ${decides} where both are set; keep one of them`;
    return [coupling({ reason: "overridden-config", one: cluster, path: [...CONFIG, first], statement })];
  });
}

/** Fields that node pools took over, and ZooKeeper's, which Kafka no longer has. */
export function ignoredFields(cluster: DeclaredCluster): readonly SystemDifference[] {
  if (cluster.pools.length === 0) return [];
  const paths = [
    ["spec", "kafka", "replicas"],
    ["spec", "kafka", "storage"],
    ["spec", "zookeeper"],
  ].filter((path) => (fieldOf(cluster.object, ...path) ?? null) !== null);
  const [first] = paths;
  if (first === undefined) return [];
  const fields = paths.map((path) => path.join("."));
  const statement = `Kafka ${cluster.name} has KafkaNodePools, so Strimzi ignores its ${listed(fields)}; set that in the pools only`;
  return [coupling({ reason: "ignored-kafka-field", one: cluster, path: first, statement })];
}

/** The metadata version may lag behind the Kafka version, never run ahead of it: Strimzi keeps the old one and warns. */
export function metadataVersion(cluster: DeclaredCluster): readonly SystemDifference[] {
  const version = textOf(fieldOf(cluster.object, "spec", "kafka", "version"));
  const metadata = textOf(fieldOf(cluster.object, "spec", "kafka", "metadataVersion"));
  const [of, wanted] = [majorMinor(version), majorMinor(metadata)];
  if (of === null || wanted === null || wanted <= of) return [];
  const statement = `Kafka ${cluster.name} asks for metadata version ${metadata} with Kafka ${version}, which is older, so Strimzi keeps the present one; raise the version first`;
  return [
    coupling({ reason: "metadata-above-version", one: cluster, path: ["spec", "kafka", "metadataVersion"], statement }),
  ];
}

/** `4.1.0` and `4.1-IV1` as a number that compares; null for anything else. */
function majorMinor(version: string | null): number | null {
  const [, major, minor] = /^(\d+)\.(\d+)(?:[.-]|$)/.exec(version ?? "") ?? [];
  return major === undefined ? null : Number(major) * 1000 + Number(minor);
}

/** Without a no, Kafka makes a topic for whoever may create it, before the Topic Operator does. */
export function autoCreatedTopics(cluster: DeclaredCluster): readonly SystemDifference[] {
  const { [KEY]: auto } = brokerConfigOf(cluster);
  if (cluster.topics.length === 0 || textOf(auto) === "false") return [];
  const statement = `Kafka ${cluster.name} lets clients create topics, so one may be there before its KafkaTopic, with other partitions; set ${KEY} to false`;
  return [coupling({ reason: "auto-created-topics", one: cluster, path: [...CONFIG, KEY], statement })];
}

const KEY = "auto.create.topics.enable";
