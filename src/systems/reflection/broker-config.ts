import type { BrokerConfigs } from "../../observe/kafka/state.ts";
import type { Json } from "../../vocabulary/index.ts";
import { type Reflection, type Reflector, reflected } from "./reflect.ts";

/** A key of `spec.kafka.config` as the brokers run with it. */
export const reflectBrokerConfig: Reflector = (object, path, { kafka }) => {
  const [, part, field, key] = path;
  if (part !== "kafka" || field !== "config" || typeof key !== "string") return null;
  const { name: cluster, namespace } = object.metadata;
  const service = kafka.find((one) => one.name === cluster && one.namespace === namespace);
  if (service === undefined) return null;
  const resource = { type: "broker", cluster, id: null } as const;
  if (!service.state.ok) return { resource, source: null, unread: service.state.failure.why };
  return reflected(resource, service.state.value.brokerConfigs, (brokers) => onBrokers(brokers, key));
};

/** One value where all brokers agree, else the value of each by its id. Kafka leaves out what is a default. */
function onBrokers(brokers: readonly BrokerConfigs[], key: string): Pick<Reflection, "value" | "source"> {
  const found = brokers.flatMap(({ broker, entries }) => {
    const entry = entries.ok ? entries.value.find(({ name }) => name === key) : undefined;
    return broker === null || entry === undefined ? [] : [{ broker, entry }];
  });
  if (found.length === 0) return { source: "DEFAULT_CONFIG" };
  const source = [...new Set(found.map(({ entry }) => entry.source))].join(", ");
  const [first, ...others] = found.map(({ entry }) => entry.value);
  if (others.every((value) => value === first)) return { value: first ?? null, source };
  return {
    value: Object.fromEntries(found.map(({ broker, entry }): [string, Json] => [String(broker), entry.value])),
    source,
  };
}
