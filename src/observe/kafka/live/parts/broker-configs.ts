import { ConfigResourceTypes, describeConfigsV4 } from "@platformatic/kafka";
import type { BrokerConfigs, ConfigEntry } from "../../state.ts";
import { byName } from "../byte-order.ts";
import { accept } from "../failure.ts";
import { CONFIG_OF_BROKER } from "../names.ts";
import { configEntry } from "./config-entries.ts";
import { type Part, readingOf } from "./part.ts";

/** Of each of these brokers, dead ones included, and of the default for all: each is unread on its own. */
export async function readBrokerConfigs(part: Part, brokers: readonly number[]): Promise<readonly BrokerConfigs[]> {
  const each = brokers.map(async (broker) => {
    const entries = await readingOf(`configs of broker ${broker}`, () => ofBroker(part, broker));
    return { broker, entries };
  });
  const forAll = readingOf("configs that hold for all brokers", () => ofAllBrokers(part));
  return Promise.all([...each, forAll.then((entries) => ({ broker: null, entries }))]);
}

/** A broker answers for itself only. */
async function ofBroker({ cluster, deadline }: Part, id: number): Promise<ConfigEntry[]> {
  const request = { resources: [{ type: CONFIG_OF_BROKER, name: String(id) }], includeSynonyms: true };
  const ask = () => cluster.one(id, (link) => link.kafkajs((broker) => broker.describeConfigs(request)), deadline);
  const { resources } = await ask();
  for (const { errorCode } of resources) accept(errorCode);
  return resources
    .flatMap(({ configEntries }) => configEntries.map(configEntry))
    .filter(isSet)
    .sort(byName);
}

/** kafkajs has no name for it: the empty one. */
async function ofAllBrokers({ cluster, deadline }: Part): Promise<ConfigEntry[]> {
  const resource = { resourceType: ConfigResourceTypes.BROKER, resourceName: "", configurationKeys: null };
  const ask = () => cluster.any((link) => link.platformatic(describeConfigsV4.api, [resource], true, false), deadline);
  const { results } = await ask();
  for (const { errorCode } of results) accept(errorCode);
  return results
    .flatMap(({ configs }) => configs.map(asKafkajs).map(configEntry))
    .filter(isSet)
    .sort(byName);
}

function isSet({ source }: ConfigEntry): boolean {
  return source !== "DEFAULT_CONFIG";
}

type Described = Awaited<ReturnType<typeof describeConfigsV4.api.async>>["results"][number]["configs"][number];

function asKafkajs({ name, value, configSource, isSensitive, synonyms }: Described): Parameters<typeof configEntry>[0] {
  return {
    configName: name,
    configValue: value ?? null,
    configSource,
    isSensitive,
    configSynonyms: synonyms.map((each) => ({
      configName: each.name,
      configValue: each.value ?? null,
      configSource: each.source,
    })),
  };
}
