import { describe, expect, it } from "vitest";
import { parseConfig } from "../config/index.ts";
import type { KafkaReader } from "../observe/kafka/port.ts";
import { KAFKA_PARTS, type KafkaState } from "../observe/kafka/state.ts";
import type { RegistryReader } from "../observe/registry/port.ts";
import type { Services } from "../observe/services/port.ts";
import type { Declared } from "../systems/evidence.ts";
import { type Reading, read, unread } from "../vocabulary/index.ts";
import { tryServices } from "./access-services.ts";

const CONFIG = parseConfig({
  file: "/repository/holdfast.yaml",
  text: `schemaVersion: 1
layout: { appOfApps: { chart: environments, values: "values-{environment}.yaml" } }
environments:
  - name: idfint
    services:
      schemaRegistries: [{ name: registry, namespace: kafka, url: http://r, alertTopics: [alerts, unlisted] }]
exclude:
  - { service: kafka, part: quorum, reason: r }
  - { service: terraform, reason: r }
`,
});

const DENIED = unread<never>("no-permission", "ACLs", "the account may not describe the cluster");
const TOPIC = { name: "alerts", topicId: null, internal: false, partitions: [] };
const STATE: KafkaState = {
  cluster: read({ id: "a", controller: 1, brokers: [] }),
  quorum: DENIED,
  topics: read([TOPIC]),
  topicConfigs: read({ inherited: [], topics: [{ name: "alerts", overrides: DENIED }] }),
  brokerConfigs: read([{ broker: 1, entries: DENIED }]),
  acls: DENIED,
  scramUsers: read([]),
  quotas: read([]),
  logDirectories: read([]),
  reassignments: read([]),
  groups: read([]),
};

function kafka(state: Reading<KafkaState>): KafkaReader {
  return {
    description: "Kafka broker at k:9092",
    state: async () => state,
    absent: async () => [],
    groups: async () => [],
    lastMessages: async (topics) => topics.map((name) => ({ name, reading: read([{ partition: 0, last: DENIED }]) })),
    requests: () => 0,
    close: async () => undefined,
  };
}

const REGISTRY: RegistryReader = {
  description: "schema registry at http://r",
  state: async () => read({ compatibility: read("BACKWARD"), mode: DENIED, subjects: read([]) }),
  schemas: async () => [],
  requests: () => 0,
  close: async () => undefined,
};

/** Each attempt as a line; what failed with a mark and whose permissions it is about. */
async function tried(state: Reading<KafkaState>): Promise<string[]> {
  const [environment] = CONFIG.environments;
  if (environment === undefined) throw new Error("no environment");
  const services: Services = {
    kafka: [{ cluster: "broker", namespace: "kafka", reader: kafka(state) }],
    registries: [{ name: "registry", namespace: "kafka", reader: REGISTRY }],
    objectStore: null,
    terraform: { description: "Terraform", state: async () => DENIED, close: async () => undefined },
    alertDatabase: {
      description: "alert database at http://a",
      health: async () => unread("timeout", "alert database", "no answer"),
      requests: () => 0,
      close: async () => undefined,
    },
    close: async () => undefined,
  };
  const declared: Declared = { objects: [], of: () => [], applicationOf: () => null };
  const attempts = await tryServices({ environment, services, declared, exclusions: CONFIG.exclude });
  return attempts.map(({ what, of, failure }) => (failure === null ? what : `${what} (${of}: ${failure.why})`));
}

describe("check/access-services", () => {
  it("tries every part that is looked at, and no other", async () => {
    const lines = await tried(read(STATE));
    const why = "the account may not describe the cluster";
    expect(lines).toEqual([
      "reach Kafka broker at k:9092",
      "read brokers of Kafka broker",
      "read topics of Kafka broker",
      `read topic configs of Kafka broker (kafka: ${why})`,
      `read broker configs of Kafka broker (kafka: ${why})`,
      `read ACLs of Kafka broker (kafka: ${why})`,
      "read SCRAM users of Kafka broker",
      "read quotas of Kafka broker",
      "read log directories of Kafka broker",
      "read reassignments of Kafka broker",
      "read consumer groups of Kafka broker",
      `read last messages of alerts (kafka: ${why})`,
      "reach schema registry at http://r",
      "read compatibility of schema registry registry",
      `read mode of schema registry registry (service: ${why})`,
      "read subjects of schema registry registry",
      "read alert database at http://a (service: no answer)",
    ]);
    expect(lines.filter((line) => line.includes("of Kafka broker"))).toHaveLength(KAFKA_PARTS.length - 1);
  });

  it("says once that a service cannot be reached", async () => {
    const lines = await tried(unread("unreachable", "Kafka broker", "the connection was refused"));
    expect(lines.filter((line) => line.includes("Kafka"))).toEqual([
      "reach Kafka broker at k:9092 (kafka: the connection was refused)",
    ]);
  });
});
