import type { Path } from "../../../vocabulary/index.ts";
import type { DeclaredObject } from "../../evidence.ts";
import {
  coupling,
  type DeclaredKafka,
  declaredClusters,
  nodesWith,
  surelyLacksTopic,
  topicNamed,
  wholeNumberIn,
} from "../../intent/index.ts";
import { configText } from "../../strimzi/index.ts";
import { type DeclaredIntent, fieldOf, type SystemDifference } from "../../system.ts";
import type { DeclaredRegistry } from "./registry.ts";

const PARTITIONS: Path = ["spec", "partitions"];
const POLICY: Path = ["spec", "config", "cleanup.policy"];
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
  const why = `, so StrimziSchemaRegistry ${registry.name} does not start`;
  return [...judgePartitions(topic, why), ...judgePolicy(topic, kafka, why), ...judgeCopies(topic, kafka, intent)];
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

function judgePartitions(topic: DeclaredObject, why: string): readonly SystemDifference[] {
  const partitions = fieldOf(topic.object, "spec", "partitions");
  if (typeof partitions !== "number" || partitions === 1) return [];
  const statement = `KafkaTopic ${topic.object.metadata.name} has ${partitions} partitions instead of one${why}`;
  return [coupling({ reason: "schema-topic-shape", one: topic, path: PARTITIONS, statement, desired: 1 })];
}

/** Without a policy of its own the topic has that of the brokers, by default `delete`. */
function judgePolicy(topic: DeclaredObject, kafka: DeclaredKafka, why: string): readonly SystemDifference[] {
  const own = configText(fieldOf(topic.object, "spec", "config", "cleanup.policy"));
  const policy = own ?? configText(kafka.config["log.cleanup.policy"]) ?? "delete";
  if (policy === "compact") return [];
  const has = own === null ? `takes cleanup.policy ${policy} from the brokers` : `has cleanup.policy ${policy}`;
  const statement = `KafkaTopic ${topic.object.metadata.name} ${has} instead of compact${why}`;
  return [coupling({ reason: "schema-topic-shape", one: topic, path: POLICY, statement, desired: "compact" })];
}

/** As many as the cluster gives its topics by default are enough: some clusters may be lost. */
function judgeCopies(topic: DeclaredObject, kafka: DeclaredKafka, intent: DeclaredIntent): readonly SystemDifference[] {
  const cluster = declaredClusters(intent).find(({ object }) => object === kafka.object);
  const brokers = cluster === undefined ? null : nodesWith("broker", cluster);
  const replicas = fieldOf(topic.object, "spec", "replicas");
  if (brokers === null || typeof replicas !== "number") return [];
  const wanted = Math.min(COPIES, brokers, wholeNumberIn(kafka.config, "default.replication.factor") ?? COPIES);
  if (replicas >= wanted) return [];
  const statement = `KafkaTopic ${topic.object.metadata.name} keeps the schemas of all alerts in ${copies(replicas)}, although there are ${brokers} brokers; give it ${wanted} replicas`;
  return [
    coupling({ reason: "schema-topic-copies", one: topic, path: ["spec", "replicas"], statement, desired: wanted }),
  ];
}

function copies(count: number): string {
  return count === 1 ? "one copy" : `${count} copies`;
}
