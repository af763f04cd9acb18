import type { BrokerConfigs, ConfigEntry } from "../../observe/kafka/state.ts";
import {
  type BrokerResource,
  type Difference,
  isJsonObject,
  type KubernetesObject,
  type Path,
} from "../../vocabulary/index.ts";
import type { KafkaEvidence } from "../evidence.ts";
import { configText } from "../strimzi/index.ts";
import { fieldOf } from "../system.ts";
import { conditionIn, conditionsOf } from "../workload/index.ts";
import { isForbidden } from "./forbidden-keys.ts";

/** Kafka 4 holds this by itself in the cluster-wide default of a fresh cluster (seen on 4.3.1 and 4.4.0). */
const OF_KAFKA_ITSELF: ReadonlySet<string> = new Set(["min.insync.replicas"]);

/** Set dynamically by Strimzi for its listeners and by Cruise Control for its moves. */
const OF_OPERATORS = [/^listener\.name\./, /^ssl\./, /replication\.throttled\.(rate|replicas)$/, /throttled\.rate$/];

/** What the live Kafka resource says about broker configs against what brokers run with, and what somebody set besides. */
export function compareBrokerConfigs({ cluster, state }: KafkaEvidence, kafka: KubernetesObject): Difference[] {
  if (state === null || !state.brokerConfigs.ok) return [];
  const config = fieldOf(kafka, "spec", "kafka", "config");
  const wanted = new Map(
    Object.entries(isJsonObject(config) ? config : {}).flatMap(([key, value]) => {
      const text = isForbidden(key) ? null : configText(value);
      return text === null ? [] : [[key, text]];
    }),
  );
  // While the operator still rolls brokers, some run with the old config.
  const settled = conditionIn(conditionsOf(kafka), "Ready", "True") !== undefined && isObserved(kafka);
  return state.brokerConfigs.value.flatMap((of) => ofBroker(of, { cluster, wanted, settled }));
}

interface Wanted {
  readonly cluster: string;
  readonly wanted: ReadonlyMap<string, string>;
  readonly settled: boolean;
}

function ofBroker({ broker, entries }: BrokerConfigs, { cluster, wanted, settled }: Wanted): Difference[] {
  if (!entries.ok) return [];
  const resource = { type: "broker", cluster, id: broker } as const;
  const byName = new Map(entries.value.map((entry) => [entry.name, entry]));
  const differing = [...wanted].flatMap(([key, text]) => {
    const entry = byName.get(key);
    if (entry === undefined) return broker === null || !settled ? [] : [notThere(resource, key, text)];
    if (entry.sensitive || entry.value === null || isSame(entry.value, text)) return [];
    return broker !== null && !settled ? [] : [changed(resource, { text, entry })];
  });
  const added = entries.value.filter((entry) => isByHand(entry, broker) && !wanted.has(entry.name));
  return [...differing, ...added.map((entry) => addedByHand(resource, entry))];
}

/** A cluster-wide override shows on every broker too; it is said once, about the cluster. */
function isByHand({ name, source }: ConfigEntry, broker: number | null): boolean {
  if (OF_OPERATORS.some((pattern) => pattern.test(name))) return false;
  if (broker === null) return source === "DYNAMIC_DEFAULT_BROKER_CONFIG" && !OF_KAFKA_ITSELF.has(name);
  return source === "DYNAMIC_BROKER_CONFIG";
}

function frameOf(
  resource: BrokerResource,
  key: string,
): Pick<Difference, "layer" | "resource" | "path" | "attribution" | "detail"> {
  return { layer: "service", resource, path: configPath(key), attribution: null, detail: null };
}

function changed(resource: BrokerResource, { text, entry }: { text: string; entry: ConfigEntry }): Difference {
  const { name, value, source } = entry;
  const isClusterWide = source === "DYNAMIC_DEFAULT_BROKER_CONFIG" && resource.id !== null;
  const difference: Difference = {
    ...frameOf(resource, name),
    kind: "changed",
    desired: text,
    live: value,
    reason: null,
    statement: `${whose(resource)} runs with another ${name} than the Kafka resource asks for (${source})`,
  };
  return isClusterWide
    ? { ...difference, cause: { resource: { ...resource, id: null }, path: configPath(name) } }
    : difference;
}

function notThere(resource: BrokerResource, key: string, text: string): Difference {
  const statement = `${whose(resource)} does not have ${key}, which the Kafka resource sets`;
  return { ...frameOf(resource, key), kind: "missing", desired: text, reason: null, statement };
}

function addedByHand(resource: BrokerResource, { name, value, source }: ConfigEntry): Difference {
  const statement = `${whose(resource)} overrides ${name}, which the Kafka resource does not mention (${source})`;
  return { ...frameOf(resource, name), kind: "added", live: value, reason: null, statement };
}

function configPath(key: string): Path {
  return ["config", key];
}

function whose({ id, cluster }: BrokerResource): string {
  return id === null ? `Every broker of Kafka ${cluster}` : `Broker ${id}`;
}

function isSame(live: string, wanted: string): boolean {
  return live === wanted || (live !== "" && wanted !== "" && Number(live) === Number(wanted));
}

function isObserved(kafka: KubernetesObject): boolean {
  return fieldOf(kafka, "status", "observedGeneration") === kafka.metadata["generation"];
}
