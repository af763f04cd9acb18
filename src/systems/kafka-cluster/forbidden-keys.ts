import { type Difference, isJsonObject, type KubernetesObject, resourceOf } from "../../vocabulary/index.ts";
import { fieldOf } from "../system.ts";

/** Prefixes that Strimzi drops from `spec.kafka.config` with no more than a line in its own log (KafkaClusterSpec). */
const FORBIDDEN = [
  "listeners",
  "advertised.",
  "broker.",
  "listener.",
  "host.name",
  "port",
  "inter.broker.listener.name",
  "sasl.",
  "ssl.",
  "security.",
  "password.",
  "log.dir",
  "zookeeper.connect",
  "zookeeper.set.acl",
  "zookeeper.ssl",
  "zookeeper.clientCnxnSocket",
  "authorizer.",
  "super.user",
  "node.id",
  "process.roles",
  "controller.",
  "metadata.log.dir",
  "cruise.control.metrics.topic",
  "client.quota.callback.static.",
  "prometheus.metrics.reporter.",
  "cordoned.log.dirs",
];

const ALLOWED: readonly RegExp[] = [
  /^ssl\.(cipher\.suites|protocol|enabled\.protocols)$/,
  /^broker\.(session\.timeout\.ms|heartbeat\.interval\.ms)$/,
  /^controller\.quorum\..*timeout/,
  /^cruise\.control\.metrics\.topic\.(num\.partitions|replication\.factor|retention\.ms)/,
  /^listener\.name\.[^.]+-\d+\.(connections\.max\.reauth\.ms|max\.connections|max\.connection\.creation\.rate)/,
];

export function isForbidden(key: string): boolean {
  return FORBIDDEN.some((prefix) => key.startsWith(prefix)) && !ALLOWED.some((pattern) => pattern.test(key));
}

/** Keys of the config of brokers that never reach them. */
export function forbiddenKeys(kafka: KubernetesObject): Difference[] {
  const config = fieldOf(kafka, "spec", "kafka", "config");
  if (!isJsonObject(config)) return [];
  return Object.keys(config)
    .filter(isForbidden)
    .map((key) => ({
      kind: "pruned",
      layer: "operator",
      resource: resourceOf(kafka),
      path: ["spec", "kafka", "config", key],
      desired: config[key] ?? null,
      attribution: null,
      reason: "forbidden-key",
      detail: null,
      // Where somebody set the key by hand, that is the finding.
      cause: { resource: resourceOf(kafka), path: ["spec", "kafka", "config", key] },
      statement: `Strimzi manages ${key} itself, so what Kafka ${kafka.metadata.name} says there never reaches a broker`,
    }));
}
