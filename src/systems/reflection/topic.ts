import type { ConfigEntry, KafkaState, TopicConfigs } from "../../observe/kafka/state.ts";
import { type KubernetesObject, type Path, type Reading, read, unread } from "../../vocabulary/index.ts";
import { clusterLabelOf } from "../strimzi/index.ts";
import { fieldOf } from "../system.ts";
import { type Reflection, type Reflector, reflected } from "./reflect.ts";

/** Partitions, replicas and configs of the topic that a KafkaTopic asks for. */
export const reflectTopic: Reflector = (object, path, { kafka }) => {
  const cluster = clusterLabelOf(object);
  const service = kafka.find(({ name, namespace }) => name === cluster && namespace === object.metadata.namespace);
  if (service === undefined || cluster === null) return null;
  const name = topicName(object);
  const resource = { type: "topic", cluster, name } as const;
  if (!service.state.ok) return { resource, source: null, unread: service.state.failure.why };
  return ofTopic(service.state.value, { resource, path });
};

/** Strimzi: `spec.topicName`, else the resource's own name. */
function topicName(object: KubernetesObject): string {
  const own = fieldOf(object, "spec", "topicName");
  return typeof own === "string" ? own : object.metadata.name;
}

interface Asked {
  readonly resource: Extract<Reflection["resource"], { type: "topic" }>;
  readonly path: Path;
}

function ofTopic(state: KafkaState, { resource, path: [, field, key] }: Asked): Reflection | null {
  if (field === "config" && typeof key === "string") {
    return reflected(resource, configOf(state.topicConfigs, resource.name), (entries) => sourced(entries.get(key)));
  }
  if (field !== "partitions" && field !== "replicas") return null;
  return reflected(resource, state.topics, (topics) => {
    const partitions = topics.find(({ name }) => name === resource.name)?.partitions;
    if (partitions === undefined) return { source: null };
    const factors = [...new Set(partitions.map(({ replicas }) => replicas.length))];
    const value = field === "partitions" ? partitions.length : factors.length === 1 ? (factors[0] ?? null) : factors;
    return { value, source: null };
  });
}

/** Every entry that the topic has: what it inherits, and above that its own. */
function configOf(configs: Reading<TopicConfigs>, topic: string): Reading<ReadonlyMap<string, ConfigEntry>> {
  if (!configs.ok) return configs;
  const own = configs.value.topics.find(({ name }) => name === topic)?.overrides;
  if (own === undefined) return unread("not-served", `topic ${topic}`, "Kafka has no topic of this name");
  if (!own.ok) return own;
  return read(new Map([...configs.value.inherited, ...own.value].map((entry) => [entry.name, entry])));
}

export function sourced(entry: ConfigEntry | undefined): Pick<Reflection, "value" | "source"> {
  return entry === undefined ? { source: null } : { value: entry.value, source: entry.source };
}
