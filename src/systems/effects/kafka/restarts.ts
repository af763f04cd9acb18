import type { Effect } from "../../../vocabulary/index.ts";
import { listed } from "../../intent/index.ts";
import { STRIMZI } from "../../kafka-kinds.ts";
import { clusterLabelOf } from "../../strimzi/index.ts";
import { fieldOf } from "../../system.ts";
import { effect } from "../said.ts";
import { differs, moved, titled, touches, type Update } from "../sides.ts";
import { restartingConfig } from "./broker-config.ts";
import { restartingListeners } from "./listeners.ts";

/** Parts of the Pods that a Kafka resource says for all nodes: another Pod revision restarts every one of them. */
const OF_ALL: Readonly<Record<string, readonly string[]>> = {
  image: ["image"],
  rack: ["rack"],
  "liveness probe": ["livenessProbe"],
  "readiness probe": ["readinessProbe"],
  "JMX options": ["jmxOptions"],
  authorization: ["authorization"],
  quotas: ["quotas"],
  "tiered storage": ["tieredStorage"],
};

/** What a node pool may say for itself, in place of the Kafka resource. */
const OF_POOLS: Readonly<Record<string, readonly string[]>> = {
  resources: ["resources"],
  "JVM options": ["jvmOptions"],
  "Pod template": ["template", "pod"],
  "container template": ["template", "kafkaContainer"],
};

/**
 * The brokers restart one after the other when their Pods or a setting that is read at start change (source: Strimzi's
 * RestartReason and KafkaReconciler: old Pod revision, broker configuration hash, changed certificates). Labels of
 * Services, disruption budgets, loggers and settings that are taken on while running restart nobody.
 */
export function foretellRestarts(update: Update): readonly Effect[] {
  const config = restartingConfig(update);
  const all = [...versionOf(update), ...partsOf(update)];
  const listeners = restartingListeners(update);
  const what = [
    ...all,
    ...(listeners.length === 0 ? [] : [`listener ${listed(listeners)}`]),
    ...config.keys.map((key) => `setting ${key}`),
  ];
  if (what.length === 0) return [];
  const who = all.length > 0 || config.controllers ? "brokers and controllers" : "brokers";
  return [
    effect(
      "brokers-roll",
      `${titled(update.after)} changes ${listed(what)}, so its ${who} restart one after the other`,
    ),
  ];
}

/** The same for the nodes of one pool. */
export function foretellPoolRestarts(update: Update): readonly Effect[] {
  const what = Object.entries(OF_POOLS).flatMap(([name, path]) => (differs(update, "spec", ...path) ? [name] : []));
  const all = [...what, ...(differs(update, "spec", "roles") ? ["roles"] : [])];
  if (all.length === 0 || fieldOf(update.after, "spec", "replicas") === 0) return [];
  return [
    effect("brokers-roll", `${titled(update.after)} changes ${listed(all)}, so its nodes restart one after the other`),
  ];
}

function versionOf(update: Update): readonly string[] {
  const version = moved(update, "spec", "kafka", "version");
  return version === null ? [] : [`version from ${version.was} to ${version.is}`];
}

function partsOf(update: Update): readonly string[] {
  const own = Object.entries(OF_ALL).filter(([, path]) => differs(update, "spec", "kafka", ...path));
  const inherited = Object.entries(OF_POOLS).filter(
    ([, path]) => differs(update, "spec", "kafka", ...path) && isInherited(update, path),
  );
  const isMetered = [update.before, update.after].map(
    (kafka) => (fieldOf(kafka, "spec", "kafka", "metricsConfig") ?? null) !== null,
  );
  const hasOther = isMetered[0] !== isMetered[1] && touches(update, "spec", "kafka", "metricsConfig");
  return [...[...own, ...inherited].map(([name]) => name), ...(hasOther ? ["metrics"] : [])];
}

/** False where every pool says it for itself, or the version of the resource no longer has the field. */
function isInherited({ after, change }: Update, path: readonly string[]): boolean {
  if (path[0] === "resources" && after.apiVersion === `${STRIMZI}/v1`) return false;
  const pools = change.after.declared
    .of(STRIMZI, "KafkaNodePool")
    .filter(
      ({ object }) =>
        clusterLabelOf(object) === after.metadata.name && object.metadata.namespace === after.metadata.namespace,
    );
  const field = path[0] ?? "";
  return pools.length === 0 || pools.some(({ object }) => (fieldOf(object, "spec", field) ?? null) === null);
}
