import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { leastKafkaUser } from "../../../src/check/index.ts";
import { connectKafka, directRoute, type KafkaReader } from "../../../src/observe/kafka/index.ts";
import type { KafkaState } from "../../../src/observe/kafka/state.ts";
import { read } from "../../../src/vocabulary/index.ts";
import { type AclFixture, type KafkaCluster, startKafka } from "../kafka/index.ts";

const PASSWORD = "password-of-the-least-user";
const TOPIC = "alerts";
const GROUP = "readers";

const RULES = z.object({
  authorization: z.object({
    acls: z.array(
      z.object({
        resource: z.object({ type: z.enum(["cluster", "topic", "group"]), name: z.string().optional() }),
        operations: z.array(z.enum(["Describe", "DescribeConfigs", "Read"])),
      }),
    ),
  }),
});
const TYPES = { cluster: "CLUSTER", topic: "TOPIC", group: "GROUP" } as const;
const OPERATIONS = { Describe: "DESCRIBE", DescribeConfigs: "DESCRIBE_CONFIGS", Read: "READ" } as const;

/** The manifest's rules as bindings, as Strimzi's User Operator writes them: one for each operation. */
function bindingsOf(): AclFixture[] {
  const reach = { kind: "direct", bootstrap: [] } as const;
  const user = leastKafkaUser({ cluster: "broker", namespace: "kafka", reach, tls: null, sasl: null }, [TOPIC]);
  return RULES.parse(user["spec"]).authorization.acls.flatMap(({ resource, operations }) =>
    operations.map((operation) => ({
      resourceType: TYPES[resource.type],
      resourceName: resource.name ?? "kafka-cluster",
      principal: "User:least",
      operation: OPERATIONS[operation],
    })),
  );
}

const titleOf = ({ operation, resourceType, resourceName }: AclFixture): string =>
  `${operation} on ${resourceType} ${resourceName}`;

/** The way to every reading that failed, however deep. */
function unreadIn(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  if ("ok" in value && value.ok === false) return [path];
  return Object.entries(value).flatMap(([key, inner]) => unreadIn(inner, `${path}/${key}`));
}

/** What a missing permission hides without a word. */
function unseenIn({ topics, groups }: KafkaState): string[] {
  const seen = [...(topics.ok ? topics.value : []), ...(groups.ok ? groups.value : [])].map(({ name }) => name);
  return ["other", TOPIC, GROUP].filter((name) => !seen.includes(name));
}

describe("reach/kafka-user", () => {
  let kafka: KafkaCluster;
  const readers: KafkaReader[] = [];

  beforeAll(async () => {
    kafka = await startKafka();
    const { fixtures } = kafka;
    await fixtures.createTopics({ name: TOPIC, config: { "retention.ms": "1000000" } }, { name: "other" });
    await fixtures.produce(TOPIC, 0, Buffer.from([0, 0, 0, 2, 191]));
    await fixtures.commitOffsets(GROUP, TOPIC, [{ partition: 0, offset: 0 }]);
    await fixtures.setQuota([{ type: "user", name: "someone" }], { producer_byte_rate: 1_000_000 });
    await fixtures.createScramUser("least", PASSWORD);
    await fixtures.createAcls(...bindingsOf());
  });

  afterAll(async () => {
    await Promise.all(readers.map((reader) => reader.close()));
    await kafka.stop();
  });

  /** What cannot be read or is not seen, part by part. */
  async function gaps(): Promise<string[]> {
    const sasl = { mechanism: "SCRAM-SHA-512", username: "least", password: PASSWORD } as const;
    const reader = connectKafka({
      description: "Kafka",
      bootstrap: kafka.brokers("scram"),
      credentials: async () => read({ tls: null, sasl }),
      route: directRoute(),
    });
    readers.push(reader);
    const state = await reader.state();
    if (!state.ok) return [state.failure.why];
    const asked = { groups: await reader.groups([GROUP]), lastMessages: await reader.lastMessages([TOPIC]) };
    return [...unreadIn({ state: state.value, asked }), ...unseenIn(state.value)];
  }

  it("reads every part of a cluster with exactly what doctor prints", async () => {
    expect(await gaps()).toEqual([]);
  });

  it.each(bindingsOf().map((binding) => [titleOf(binding), binding] as const))("needs %s", async (_, binding) => {
    await kafka.fixtures.deleteAcls(binding);
    try {
      expect(await gaps()).not.toEqual([]);
    } finally {
      await kafka.fixtures.createAcls(binding);
    }
  });
});
