import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { KafkaState } from "../../../../src/observe/kafka/state.ts";
import { ADMIN, type KafkaCluster, startKafka } from "../../kafka/index.ts";
import { given, must, openReader, stateOf } from "./lab.ts";

const ACL = {
  resourceType: "TOPIC",
  resourceName: "alerts",
  principal: "User:alerce",
  host: "*",
  operation: "READ",
} as const;

describe.each([1, 3] as const)("observe/kafka state of %i brokers", (nodes) => {
  const ids = Array.from({ length: nodes }, (_, index) => index + 1);
  let cluster: KafkaCluster;
  let state: KafkaState;
  let requests = 0;

  beforeAll(async () => {
    cluster = await startKafka({ nodes });
    const { fixtures } = cluster;
    await fixtures.createTopics(
      {
        name: "alerts",
        partitions: 4,
        replicas: nodes,
        config: { "retention.ms": "86400000", "cleanup.policy": "delete" },
      },
      { name: "plain", assignments: [[1]] },
    );
    await fixtures.setBrokerConfig(null, { "log.retention.ms": "600000" });
    await fixtures.setBrokerConfig(1, { "background.threads": "9" });
    await fixtures.createAcls(ACL, {
      ...ACL,
      patternType: "PREFIXED",
      resourceType: "GROUP",
      host: "10.0.0.1",
      permission: "DENY",
    });
    await fixtures.createAcls({ ...ACL, resourceType: "DELEGATION_TOKEN", operation: "DESCRIBE" });
    await fixtures.createScramUser("alerce", "password-of-alerce", 8192);
    await fixtures.setQuota([{ type: "user", name: "alerce" }], { consumer_byte_rate: 1000 });
    await fixtures.setQuota([{ type: "user", name: null }], { producer_byte_rate: 1e9 });
    await fixtures.setQuota([{ type: "client-id", name: "bot" }], { request_percentage: 50.5 });
    await fixtures.setQuota(
      [
        { type: "user", name: "alerce" },
        { type: "client-id", name: null },
      ],
      { request_percentage: 25 },
    );
    await fixtures.setQuota([{ type: "ip", name: "10.0.0.1" }], { connection_creation_rate: 10 });
    await fixtures.setQuota([{ type: "ip", name: null }], { connection_creation_rate: 20 });
    await fixtures.produce("alerts", 0, Buffer.from([0, 0, 0, 3, 232, 1]));
    await fixtures.commitOffsets("readers", "alerts", [{ partition: 0, offset: 1 }]);
    await using reader = await openReader(cluster);
    state = await stateOf(reader);
    requests = reader.requests();
  });
  afterAll(() => cluster.stop());

  it("tells the cluster, its brokers and their racks", () => {
    const { id, controller, brokers } = must(state.cluster);
    expect(id).toBe("4L6g3nShT-eMCtK--X86sw");
    expect(controller).toBe(must(state.quorum).leader);
    expect(brokers.map((broker) => broker.id)).toEqual(ids);
    expect(brokers.map(({ host, port }) => ({ host, port }))).toEqual(cluster.brokers("plaintext"));
    expect(new Set(brokers.map(({ rack }) => rack)).size).toBe(nodes);
  });

  it("tells who votes for the controller", () => {
    const quorum = must(state.quorum);
    expect(quorum).toEqual({ leader: expect.any(Number), voters: expect.any(Array), observers: [] });
    expect(new Set(quorum.voters)).toEqual(new Set(ids));
  });

  it("tells topics with ids, leaders and replicas", () => {
    const topics = must(state.topics);
    expect(topics.map(({ name }) => name)).toEqual(["__consumer_offsets", "alerts", "plain"]);
    expect(topics.map(({ internal }) => internal)).toEqual([true, false, false]);
    const alerts = topics.find(({ name }) => name === "alerts");
    expect(alerts?.topicId).toMatch(/^[\w-]{22}$/);
    expect(alerts?.partitions.map(({ partition }) => partition)).toEqual([0, 1, 2, 3]);
    for (const partition of alerts?.partitions ?? []) {
      expect(partition.leader).toBe(partition.replicas[0]);
      expect(new Set(partition.replicas)).toEqual(new Set(ids));
      expect(new Set(partition.inSyncReplicas)).toEqual(new Set(ids));
    }
  });

  it("tells overrides of topics apart from what they inherit", () => {
    const { inherited, topics } = must(state.topicConfigs);
    const alerts = given(topics.find(({ name }) => name === "alerts")?.overrides);
    expect(alerts.map(({ name, value, source }) => [name, value, source])).toEqual([
      ["cleanup.policy", "delete", "DYNAMIC_TOPIC_CONFIG"],
      ["retention.ms", "86400000", "DYNAMIC_TOPIC_CONFIG"],
    ]);
    expect(alerts[1]?.synonyms.map(({ name, value, source }) => [name, value, source])).toEqual([
      ["retention.ms", "86400000", "DYNAMIC_TOPIC_CONFIG"],
      ["log.retention.ms", "600000", "DYNAMIC_DEFAULT_BROKER_CONFIG"],
      ["log.retention.hours", "168", "DEFAULT_CONFIG"],
    ]);
    expect(given(topics.find(({ name }) => name === "plain")?.overrides)).toEqual([]);
    expect(inherited.find(({ name }) => name === "retention.ms")).toMatchObject({
      value: "600000",
      source: "DYNAMIC_DEFAULT_BROKER_CONFIG",
    });
    expect(inherited.filter(({ source }) => source === "DYNAMIC_TOPIC_CONFIG")).toEqual([]);
  });

  it("tells configs of each broker and of all, without defaults, and no sensitive value", () => {
    const configs = must(state.brokerConfigs);
    expect(configs.map(({ broker }) => broker)).toEqual([...ids, null]);
    const first = given(configs[0]?.entries);
    expect(first.filter(({ source }) => source === "DEFAULT_CONFIG")).toEqual([]);
    expect(first.find(({ name }) => name === "background.threads")).toMatchObject({
      value: "9",
      source: "DYNAMIC_BROKER_CONFIG",
    });
    const sensitive = configs.flatMap(({ entries }) => must(entries)).filter(({ sensitive }) => sensitive);
    expect(sensitive.length).toBeGreaterThan(0);
    expect(sensitive.flatMap(({ value, synonyms }) => [value, ...synonyms.map((each) => each.value)])).toEqual(
      expect.not.arrayContaining([expect.any(String)]),
    );
    const all = given(configs.at(-1)?.entries);
    expect(all.find(({ name }) => name === "log.retention.ms")).toMatchObject({ value: "600000" });
  });

  it("tells ACLs in Kafka's words, also of kinds that poison the User Operator", () => {
    const { authorizer, bindings } = must(state.acls);
    expect(authorizer).toBe(true);
    const base = { resourceName: "alerts", patternType: "LITERAL", principal: "User:alerce", host: "*" };
    expect(bindings).toEqual(
      expect.arrayContaining([
        { ...base, resourceType: "TOPIC", operation: "READ", permission: "ALLOW" },
        { ...base, resourceType: "DELEGATION_TOKEN", operation: "DESCRIBE", permission: "ALLOW" },
        {
          ...base,
          resourceType: "GROUP",
          patternType: "PREFIXED",
          host: "10.0.0.1",
          operation: "READ",
          permission: "DENY",
        },
      ]),
    );
    expect(bindings).toHaveLength(3);
  });

  it("tells SCRAM users without anything secret", () => {
    expect(must(state.scramUsers)).toEqual([
      { name: "admin", credentials: [{ mechanism: "SCRAM-SHA-512", iterations: 4096 }] },
      { name: "alerce", credentials: [{ mechanism: "SCRAM-SHA-512", iterations: 8192 }] },
    ]);
    expect(JSON.stringify(state)).not.toMatch(/ScramLoginModule|password-of-alerce/);
    expect(JSON.stringify(state)).not.toContain(ADMIN.password);
  });

  it("tells quotas of every kind of entity", () => {
    const quotas = must(state.quotas).map(({ entity, values }) => [
      entity.map(({ type, name }) => `${type}=${name}`).sort(),
      values,
    ]);
    expect(quotas).toHaveLength(6);
    expect(quotas).toEqual(
      expect.arrayContaining([
        [["user=alerce"], { consumer_byte_rate: 1000 }],
        [["user=null"], { producer_byte_rate: 1e9 }],
        [["client-id=bot"], { request_percentage: 50.5 }],
        [["client-id=null", "user=alerce"], { request_percentage: 25 }],
        [["ip=10.0.0.1"], { connection_creation_rate: 10 }],
        [["ip=null"], { connection_creation_rate: 20 }],
      ]),
    );
  });

  it("tells where the replicas of each broker lie", () => {
    const logs = must(state.logDirectories);
    expect(logs.map(({ broker }) => broker)).toEqual(ids);
    for (const { directories } of logs) {
      const [directory] = must(directories);
      expect(directory).toMatchObject({ error: null, totalBytes: expect.any(Number), usableBytes: expect.any(Number) });
      const alerts = directory?.replicas.filter(({ topic }) => topic === "alerts") ?? [];
      expect(alerts.map(({ partition }) => partition)).toEqual([0, 1, 2, 3]);
      expect(alerts[0]?.bytes).toBeGreaterThan(60);
    }
  });

  it("lists groups with their types", () => {
    expect(must(state.groups)).toEqual([{ name: "readers", type: "classic", state: "Empty" }]);
  });

  it("finds no reassignment, and needs few requests", () => {
    expect(must(state.reassignments)).toEqual([]);
    // ApiVersions once a broker, and once a part and broker.
    expect(requests).toBeLessThanOrEqual(9 + nodes * 5 + 2);
  });

  it("knows what is absent", async () => {
    await using reader = await openReader(cluster);
    const absent = await reader.absent(["alerts", "ghost", "not/allowed"]);
    expect(absent.map(({ name, reading }) => [name, must(reading)])).toEqual([
      ["alerts", false],
      ["ghost", true],
      ["not/allowed", true],
    ]);
    expect(must((await stateOf(reader)).topics).map(({ name }) => name)).not.toContain("ghost");
  });
});
