import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type KafkaCluster, startKafka } from "./index.ts";

describe("test/servers/kafka", () => {
  let cluster: KafkaCluster;

  beforeAll(async () => {
    cluster = await startKafka({ nodes: 3 });
  });
  afterAll(async () => {
    await cluster.stop();
  });

  it("brings every kind of state into a cluster", async () => {
    const { fixtures } = cluster;
    await fixtures.createTopics(
      { name: "alerts", partitions: 3, replicas: 3, config: { "retention.ms": "86400000" } },
      { name: "mixed", partitions: 2, replicas: 2 },
    );
    await fixtures.reassign("mixed", [
      [1, 2, 3],
      [1, 2],
    ]);
    await fixtures.raisePartitions("alerts", 4);
    await fixtures.setTopicConfig("alerts", { "retention.ms": "1000", "max.message.bytes": "2000000" });
    await fixtures.setTopicConfig("alerts", { "max.message.bytes": null });
    await fixtures.setBrokerConfig(null, { "log.retention.ms": "600000" });
    await fixtures.setBrokerConfig(null, { "log.retention.ms": null });
    const acl = { resourceType: "TOPIC", resourceName: "alerts", principal: "User:alerce", operation: "READ" } as const;
    await fixtures.createAcls(acl, {
      ...acl,
      resourceType: "DELEGATION_TOKEN",
      patternType: "LITERAL",
      operation: "DESCRIBE",
    });
    await fixtures.deleteAcls(acl);
    await fixtures.setQuota([{ type: "user", name: "alerce" }], { consumer_byte_rate: 1000 });
    await fixtures.setQuota([{ type: "user", name: "alerce" }], { consumer_byte_rate: null });
    await fixtures.setQuota([{ type: "client-id", name: null }], { request_percentage: 50 });
    await fixtures.createScramUser("alerce", "secret-of-alerce");
    await fixtures.deleteScramUser("alerce");
    await fixtures.produce("alerts", 3, Buffer.from([0, 0, 0, 3, 232, 1]));
    await fixtures.commitOffsets("readers", "alerts", [{ partition: 3, offset: 1 }]);
    await fixtures.deleteGroup("readers");
    await fixtures.send({ topic: "alerts", partition: 0, key: null, value: Buffer.from("no key") });
    await fixtures.deleteTopics("mixed");
    const { topics } = await (await fixtures.admin()).fetchTopicMetadata({ topics: ["alerts"] });
    expect(topics[0]?.partitions).toHaveLength(4);
  });

  it.each(["classic", "consumer"] as const)("runs a member of a %s group", async (protocol) => {
    await cluster.fixtures.createTopics({ name: `read-${protocol}` });
    const member = await cluster.fixtures.startMember({ group: protocol, topic: `read-${protocol}`, protocol });
    const admin = await cluster.fixtures.admin();
    const stateOf = async () =>
      (await admin.listGroups()).groups.some(({ groupId }) => groupId === protocol) ? "there" : "absent";
    expect(await stateOf()).toBe("there");
    await expect(cluster.fixtures.deleteGroup(protocol)).rejects.toMatchObject({
      groups: [{ error: { type: "NON_EMPTY_GROUP" } }],
    });
    await member.stop();
    await expect.poll(() => cluster.fixtures.deleteGroup(protocol).then(stateOf, () => null)).toBe("absent");
  });

  it("loses a broker, changes topics meanwhile, and gets it back", async () => {
    const { fixtures } = cluster;
    await fixtures.createTopics({ name: "before", assignments: [[1, 2]] });
    await cluster.kill(3);
    await fixtures.raisePartitions("before", 2);
    await fixtures.createTopics({ name: "during", assignments: [[1, 2]] });
    await fixtures.deleteTopics("before", "during");
    await expect.poll(() => cluster.fixtures.aliveBrokers(), { timeout: 15_000 }).toBe(2);
    await cluster.restart(3);
    await expect.poll(() => cluster.fixtures.aliveBrokers(), { timeout: 30_000 }).toBe(3);
  });
});
