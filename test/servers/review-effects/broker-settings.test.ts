import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DYNAMIC } from "../../../src/systems/effects/kafka/index.ts";
import { isForbidden } from "../../../src/systems/kafka-cluster/forbidden-keys.ts";
import { type KafkaCluster, startKafka } from "../kafka/index.ts";

/** kafkajs' number of a broker among the kinds of config. */
const BROKER = 4;

describe("review-effects/broker-settings", () => {
  let cluster: KafkaCluster;

  beforeAll(async () => {
    cluster = await startKafka({ nodes: 1 });
  });
  afterAll(async () => {
    await cluster.stop();
  });

  it("knows which settings a broker takes on while it runs", async () => {
    const admin = await cluster.fixtures.admin();
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [{ type: BROKER, name: "1" }],
    });
    const entries = (resources[0]?.configEntries ?? []).filter(({ configName }) => !isForbidden(configName));
    const dynamic = entries.filter(({ readOnly }) => !readOnly).map(({ configName }) => configName);
    expect(dynamic.filter((name) => !DYNAMIC.has(name))).toEqual([]);
    const known = new Set(entries.map(({ configName }) => configName));
    expect([...DYNAMIC].filter((name) => known.has(name) && !dynamic.includes(name))).toEqual([]);
    expect(dynamic.length).toBeGreaterThan(40);
  });
});
