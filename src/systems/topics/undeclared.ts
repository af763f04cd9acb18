import { type Difference, isJsonObject, type KubernetesObject, resourceOf } from "../../vocabulary/index.ts";
import type { Evidence } from "../evidence.ts";
import { STRIMZI } from "../kafka-kinds.ts";
import { isInternalTopic } from "../strimzi/index.ts";
import { fieldOf, type SystemDifference } from "../system.ts";
import type { TopicContext } from "./context.ts";
import type { DeclaredTopic } from "./declared-topic.ts";

/** Topics that no KafkaTopic asks for and nobody else makes. The Topic Operator ignores them for ever. */
export function undeclaredTopics(
  { topics, configs, cluster, inherited }: TopicContext,
  { wanted, evidence }: { wanted: readonly DeclaredTopic[]; evidence: Evidence },
): SystemDifference[] {
  const known = new Set([...wanted.map(({ name }) => name), ...madeByOthers(evidence)]);
  const strays = [...topics.values()].filter(
    ({ name, internal }) => !internal && !known.has(name) && !isInternalTopic(name),
  );
  return strays.map(({ name }) => {
    const overrides = configs?.get(name);
    const keys = (overrides?.ok ? overrides.value : [])
      .filter((entry) => inherited.get(entry.name)?.value !== entry.value)
      .map((entry) => entry.name);
    const renamed = wanted.find(({ keptName }) => keptName === name)?.standing.object;
    const difference: Difference = {
      ...(renamed !== undefined && { cause: { resource: resourceOf(renamed), path: null } }),
      kind: "extra",
      layer: "service",
      resource: { type: "topic", cluster, name },
      path: [],
      attribution: null,
      reason: "undeclared",
      detail: null,
      statement: `Topic ${name} is in Kafka, but no KafkaTopic asks for it${keys.length === 0 ? "" : `; it overrides ${keys.join(", ")}`}`,
    };
    return { application: null, difference };
  });
}

/** Flags by which the simulator's Job and Deployment name their topics. */
const TOPIC_FLAG = /^--(?:src|dst)-topic=(.+)$/;

/** Declared topics whose KafkaTopic is gone, and topics that other parts make for themselves. */
function madeByOthers({ declared }: Evidence): string[] {
  const ofKafkaTopics = declared.of(STRIMZI, "KafkaTopic").map(({ object }) => topicNameOf(object));
  const ofRegistries = declared
    .of("roundtable.lsst.codes", "StrimziSchemaRegistry")
    .map(({ object }) => textOf(fieldOf(object, "spec", "registryTopic")) ?? "registry-schemas");
  const ofConnect = ["KafkaConnect", "KafkaMirrorMaker2"].flatMap((kind) =>
    declared.of(STRIMZI, kind).flatMap(({ object }) => connectTopics(object)),
  );
  const ofWorkloads = [...declared.of("batch", "Job"), ...declared.of("apps", "Deployment")].flatMap(({ object }) =>
    argumentsOf(object).flatMap((argument) => TOPIC_FLAG.exec(argument)?.[1] ?? []),
  );
  return [...ofKafkaTopics, ...ofRegistries, ...ofConnect, ...ofWorkloads];
}

function topicNameOf(object: KubernetesObject): string {
  return textOf(fieldOf(object, "spec", "topicName")) ?? object.metadata.name;
}

function connectTopics(object: KubernetesObject): string[] {
  const config = fieldOf(object, "spec", "config");
  if (!isJsonObject(config)) return [];
  return ["config", "offset", "status"].flatMap((part) => textOf(config[`${part}.storage.topic`]) ?? []);
}

function argumentsOf(object: KubernetesObject): string[] {
  const containers = fieldOf(object, "spec", "template", "spec", "containers");
  if (!Array.isArray(containers)) return [];
  return containers.flatMap((container: unknown) => {
    if (!isJsonObject(container)) return [];
    return [container["command"], container["args"]].flatMap((list) => (Array.isArray(list) ? list.map(String) : []));
  });
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
