import { type Effect, isJsonObject, type JsonObject, type KubernetesObject } from "../../../vocabulary/index.ts";
import type { Pair } from "../../changes/pairs.ts";
import { weighPolicy, weighRetention } from "../../changes/retention.ts";
import { type DeclaredKafka, isWholeIn, kafkaNamed, listed } from "../../intent/index.ts";
import { STRIMZI } from "../../kafka-kinds.ts";
import { clusterLabelOf, configText, isPaused, isUnmanaged } from "../../strimzi/index.ts";
import { type DeclaredIntent, fieldOf, type ObjectChange } from "../../system.ts";
import { textOf } from "../../workload/index.ts";
import { effect } from "../said.ts";
import { createdBy, isOf, moved, removedBy, titled, touches, type Update, updateOf } from "../sides.ts";
import { foretellPause } from "./pause.ts";
import { goneFrom } from "./removals.ts";

/** What a change of a KafkaTopic does to the topic. Risks that `weigh` tells of are not said again. */
export function foretellTopic(change: ObjectChange): readonly Effect[] {
  if (!isOf(STRIMZI, ["KafkaTopic"], change.after ?? change.before)) return [];
  const update = updateOf(change);
  if (update === null) return [...creation(change), ...deletion(change)];
  if (isUnmanaged(update.after)) return [];
  if (isPaused(update.after)) return foretellPause(update);
  return [...morePartitions(update), ...configChanges(update)];
}

function creation(change: ObjectChange): readonly Effect[] {
  const topic = createdBy(change);
  if (topic === null || isUnmanaged(topic) || clusterLabelOf(topic) === null) return [];
  // A resource of another name may have declared the same topic.
  if (declaresTopic(topic, change.change.before)) return [];
  const [partitions, replicas] = ["partitions", "replicas"].map((field) => textOf(fieldOf(topic, "spec", field)));
  const size =
    partitions === null || replicas === null
      ? ""
      : ` with ${count(partitions, "partition")} and ${count(replicas, "replica")}`;
  return [effect("topic-created", `Topic ${topicOf(topic)} is created${size}`)];
}

/** Where git declares the cluster too, and all of its namespace is known, this is a risk already. */
function deletion(change: ObjectChange): readonly Effect[] {
  const topic = removedBy(change);
  if (topic === null || isUnmanaged(topic) || clusterLabelOf(topic) === null) return [];
  const { before, after } = change.change;
  const isRisk = kafkaOf(topic, before) !== null && isWholeIn(topic.metadata.namespace, after);
  if (isRisk || declaresTopic(topic, after)) return [];
  const statement = `${goneFrom(topic, after)}, Strimzi deletes topic ${topicOf(topic)} and its messages`;
  return [effect("topic-deleted", statement)];
}

function morePartitions(update: Update): readonly Effect[] {
  const partitions = moved(update, "spec", "partitions");
  if (partitions === null || Number(partitions.is) <= Number(partitions.was)) return [];
  const statement = `${titled(update.after)} goes from ${partitions.was} partitions to ${partitions.is}, so a key's next messages may go to another partition than those before`;
  return [effect("partitions-raised", statement)];
}

const RETENTION: readonly string[] = ["retention.ms", "retention.bytes"];

/** Strimzi sets what is declared, and takes back what no longer is: then the brokers' own setting counts. */
function configChanges(update: Update): readonly Effect[] {
  const [was, is] = [configOf(update.before), configOf(update.after)];
  const risky = riskyKeys(update);
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
  const changes = keys
    .filter((key) => !risky.has(key) && touches(update, "spec", "config", key))
    .map((key) => ({ key, from: configText(was[key]), to: configText(is[key]) }))
    .filter(({ from, to }) => from !== to);
  const raised = changes.filter(isRaisedRetention);
  const others = changes.filter((one) => !raised.includes(one));
  const topic = titled(update.after);
  return [
    ...raised.map(({ key, from, to }) =>
      effect("retention-raised", `${topic} goes from ${key} ${from} to ${to}, so Kafka keeps more and needs more room`),
    ),
    ...(others.length === 0 ? [] : [effect("topic-config-changes", `${topic} ${listed(others.map(inWords))}`)]),
  ];
}

interface ConfigChange {
  readonly key: string;
  readonly from: string | null;
  readonly to: string | null;
}

function inWords({ key, from, to }: ConfigChange): string {
  if (from === null) return `sets ${key} to ${to}`;
  if (to === null) return `no longer sets ${key}, so what the brokers have counts`;
  return `changes ${key} from ${from} to ${to}`;
}

/** A negative limit is none. */
function isRaisedRetention({ key, from, to }: ConfigChange): boolean {
  if (!RETENTION.includes(key) || from === null || to === null) return false;
  const [was, is] = [Number(from), Number(to)];
  return Number.isFinite(was) && Number.isFinite(is) && was >= 0 && (is < 0 || is > was);
}

/** Settings whose change is a risk of its own. */
function riskyKeys({ before, after, change }: Update): ReadonlySet<string> {
  const pair: Pair = { before: { application: "", object: before }, after: { application: "", object: after } };
  const kafkas = { before: kafkaOf(before, change.before), after: kafkaOf(after, change.after) };
  const risks = [...weighPolicy(pair, kafkas.after), ...weighRetention(pair, kafkas)];
  return new Set(
    risks.flatMap(({ difference: { path } }) => path.slice(-1).filter((name) => typeof name === "string")),
  );
}

function declaresTopic(topic: KubernetesObject, { declared }: DeclaredIntent): boolean {
  return declared
    .of(STRIMZI, "KafkaTopic")
    .some(({ object }) => topicOf(object) === topicOf(topic) && clusterLabelOf(object) === clusterLabelOf(topic));
}

function kafkaOf(topic: KubernetesObject, { declared }: DeclaredIntent): DeclaredKafka | null {
  const cluster = clusterLabelOf(topic);
  return cluster === null ? null : kafkaNamed({ cluster, namespace: topic.metadata.namespace }, declared);
}

function topicOf(topic: KubernetesObject): string {
  return textOf(fieldOf(topic, "spec", "topicName")) ?? topic.metadata.name;
}

function configOf(topic: KubernetesObject): JsonObject {
  const config = fieldOf(topic, "spec", "config");
  return isJsonObject(config) ? config : {};
}

function count(number: string | undefined, word: string): string {
  return `${number} ${word}${number === "1" ? "" : "s"}`;
}
