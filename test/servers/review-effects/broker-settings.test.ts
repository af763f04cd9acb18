import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEFAULTS, DYNAMIC } from "../../../src/systems/effects/kafka/index.ts";
import { isForbidden } from "../../../src/systems/kafka-cluster/forbidden-keys.ts";
import { type KafkaCluster, startKafka } from "../kafka/index.ts";

/** kafkajs' number of a broker among the kinds of config. */
const BROKER = 4;
/** Kafka's number of a value that nobody set. */
const DEFAULT_CONFIG = 5;

describe("review-effects/broker-settings", () => {
  let cluster: KafkaCluster;

  beforeAll(async () => {
    cluster = await startKafka({ nodes: 1 });
  });
  afterAll(async () => {
    await cluster.stop();
  });

  async function settings() {
    const admin = await cluster.fixtures.admin();
    const asked = { includeSynonyms: false, resources: [{ type: BROKER, name: "1" }] };
    const { resources } = await admin.describeConfigs(asked);
    return (resources[0]?.configEntries ?? []).filter(({ configName }) => !isForbidden(configName));
  }

  it("knows which settings a broker takes on while it runs", async () => {
    const entries = await settings();
    const dynamic = entries.filter(({ readOnly }) => !readOnly).map(({ configName }) => configName);
    expect(dynamic.filter((name) => !DYNAMIC.has(name))).toEqual([]);
    const known = new Set(entries.map(({ configName }) => configName));
    expect([...DYNAMIC].filter((name) => known.has(name) && !dynamic.includes(name))).toEqual([]);
    expect(dynamic.length).toBeGreaterThan(40);
  });

  it("knows what a broker has where nothing is said", async () => {
    const untouched = (await settings()).filter(({ configSource }) => configSource === DEFAULT_CONFIG);
    const known = untouched.filter(({ configName }) => DEFAULTS[configName] !== undefined);
    expect(Object.fromEntries(known.map(({ configName, configValue }) => [configName, configValue]))).toEqual(
      Object.fromEntries(known.map(({ configName }) => [configName, DEFAULTS[configName]])),
    );
    expect(known.length).toBeGreaterThan(4);
  });
});
