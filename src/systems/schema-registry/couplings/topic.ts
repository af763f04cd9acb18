import type { Path } from "../../../vocabulary/index.ts";
import type { DeclaredObject } from "../../evidence.ts";
import {
  coupling,
  type DeclaredKafka,
  declaredClusters,
  durabilityFault,
  MIN_IN_SYNC,
  nodesWith,
  surelyLacksTopic,
  topicNamed,
  wholeNumberIn,
} from "../../intent/index.ts";
import { configText } from "../../strimzi/index.ts";
import { type DeclaredIntent, fieldOf, type SystemDifference } from "../../system.ts";
import type { DeclaredRegistry } from "./registry.ts";

/** Copies with which schemas survive the loss of a broker while another is restarted. */
const COPIES = 3;

/**
 * The registry starts only with a topic of one partition that is compacted and nothing else
 * (`KafkaStore.verifySchemaTopic`).
 */
export function judgeTopicShape(registry: DeclaredRegistry, intent: DeclaredIntent): readonly SystemDifference[] {
  const { kafka, topic: name } = registry;
  if (kafka === null) return [];
  const topic = topicNamed(name, kafka, intent);
  if (topic === null) return judgeAbsent(registry, kafka, intent);
  return [...judgeShape(topic, registry, kafka), ...judgeCopies(topic, kafka, intent)];
}

/** One topic, one finding: whoever mends it makes another topic anyway. */
function judgeShape(
  topic: DeclaredObject,
  registry: DeclaredRegistry,
  kafka: DeclaredKafka,
): readonly SystemDifference[] {
  const wrong = [...wrongPartitions(topic), ...wrongPolicy(topic, kafka)];
  const [first] = wrong;
  if (first === undefined) return [];
  const { path, desired } = first;
  const words = wrong.map((one) => one.words).join(" and ");
  const statement = `KafkaTopic ${topic.object.metadata.name} ${words}, so StrimziSchemaRegistry ${registry.name} does not start`;
  return [coupling({ reason: "schema-topic-shape", one: topic, path, statement, desired })];
}

interface Wrong {
  readonly path: Path;
  readonly desired: string | number;
  readonly words: string;
}

/** The registry makes the topic where it may; that is not how git is meant to know of it. */
function judgeAbsent(
  registry: DeclaredRegistry,
  kafka: DeclaredKafka,
  intent: DeclaredIntent,
): readonly SystemDifference[] {
  const { topic, name } = registry;
  if (!surelyLacksTopic(topic, kafka, intent)) return [];
  const statement = `StrimziSchemaRegistry ${name} keeps its schemas in topic ${topic}, for which git declares no KafkaTopic; declare it with one partition and cleanup.policy compact`;
  return [coupling({ reason: "schema-topic-undeclared", one: registry, path: ["spec", "registryTopic"], statement })];
}

function wrongPartitions({ object }: DeclaredObject): readonly Wrong[] {
  const partitions = fieldOf(object, "spec", "partitions");
  if (typeof partitions !== "number" || partitions === 1) return [];
  return [{ path: ["spec", "partitions"], desired: 1, words: `has ${partitions} partitions instead of one` }];
}

/** Without a policy of its own the topic has that of the brokers, by default `delete`. */
function wrongPolicy({ object }: DeclaredObject, kafka: DeclaredKafka): readonly Wrong[] {
  const own = configText(fieldOf(object, "spec", "config", "cleanup.policy"));
  const policy = own ?? configText(kafka.config["log.cleanup.policy"]) ?? "delete";
  if (policy === "compact") return [];
  const has = own === null ? `takes cleanup.policy ${policy} from the brokers` : `has cleanup.policy ${policy}`;
  return [{ path: ["spec", "config", "cleanup.policy"], desired: "compact", words: `${has} instead of compact` }];
}

/** As many as the cluster gives its topics by default are enough: some clusters may be lost. */
function judgeCopies(topic: DeclaredObject, kafka: DeclaredKafka, intent: DeclaredIntent): readonly SystemDifference[] {
  const cluster = declaredClusters(intent).find(({ object }) => object === kafka.object);
  const brokers = cluster === undefined ? null : nodesWith("broker", cluster);
  const replicas = fieldOf(topic.object, "spec", "replicas");
  if (brokers === null || typeof replicas !== "number") return [];
  const wanted = Math.min(COPIES, brokers, wholeNumberIn(kafka.config, "default.replication.factor") ?? COPIES);
  const minInSync = wholeNumberIn(kafka.config, "min.insync.replicas") ?? MIN_IN_SYNC;
  // That it then takes no writes says more.
  if (replicas >= wanted || durabilityFault({ minInSync, replicas }) !== null) return [];
  const statement = `KafkaTopic ${topic.object.metadata.name} keeps the schemas of all alerts in ${copies(replicas)}, although there are ${brokers} brokers; give it ${wanted} replicas`;
  return [
    coupling({ reason: "schema-topic-copies", one: topic, path: ["spec", "replicas"], statement, desired: wanted }),
  ];
}

function copies(count: number): string {
  return count === 1 ? "one copy" : `${count} copies`;
}
