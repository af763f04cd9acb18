import { setTimeout as sleep } from "node:timers/promises";
import { CompressionTypes } from "kafkajs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LastMessage } from "../../../../src/observe/kafka/port.ts";
import type { Reading } from "../../../../src/vocabulary/index.ts";
import { type KafkaCluster, startKafka } from "../../kafka/index.ts";
import { given, must, openReader, stateOf, whyUnread } from "./lab.ts";

const ALERT = Buffer.from([0, 0, 0, 3, 232, 1, 2, 3]);
const TIME = Date.UTC(2026, 10, 24, 3, 0, 0);

describe("observe/kafka last messages", () => {
  let cluster: KafkaCluster;

  beforeAll(async () => {
    cluster = await startKafka();
    const { fixtures } = cluster;
    await fixtures.createTopics(
      { name: "alerts", partitions: 7 },
      { name: "transactions", partitions: 2 },
      { name: "appended", config: { "message.timestamp.type": "LogAppendTime" } },
      { name: "shortened", partitions: 2 },
      { name: "compressed" },
      { name: "forbidden" },
    );
    const values = [ALERT, Buffer.from([0, 0, 0, 3]), Buffer.from([1, 0, 0, 3, 232]), null, Buffer.alloc(0)];
    for (const [partition, value] of values.entries())
      await fixtures.send({ topic: "alerts", partition, value, timestamp: TIME });
    await fixtures.send({
      topic: "alerts",
      partition: 5,
      value: Buffer.from([0, 0xff, 0xff, 0xff, 0xff]),
      timestamp: TIME,
    });
  });
  afterAll(() => cluster.stop());

  async function lastIn(topic: string): Promise<Reading<LastMessage | null>[]> {
    await using reader = await openReader(cluster);
    const [named] = await reader.lastMessages([topic]);
    return given(named?.reading).map(({ last }) => last);
  }

  it("reads the schema's id where the value carries one", async () => {
    const last = await lastIn("alerts");
    const message = (schemaId: number | null) => ({ offset: 0, timestamp: TIME, schemaId });
    expect(last.map(must)).toEqual([
      message(1000),
      message(null),
      message(null),
      message(null),
      message(null),
      message(0xffffffff),
      null,
    ]);
  });

  it("looks behind the markers of transactions", async () => {
    const producer = cluster.fixtures.kafka.producer({
      transactionalId: "tx",
      maxInFlightRequests: 1,
      idempotent: true,
    });
    await producer.connect();
    for (const abort of [false, true]) {
      const transaction = await producer.transaction();
      await transaction.send({
        topic: "transactions",
        messages: [{ partition: 0, value: ALERT, timestamp: `${TIME}` }],
      });
      await (abort ? transaction.abort() : transaction.commit());
    }
    await producer.disconnect();
    const [last, untouched] = await lastIn("transactions");
    expect(given(last)).toMatchObject({ offset: 2, schemaId: 1000 });
    expect(given(untouched)).toBeNull();
  });

  it("reads compressed batches, and the last of their messages", async () => {
    const producer = cluster.fixtures.kafka.producer();
    await producer.connect();
    const messages = [Buffer.from("first"), ALERT].map((value, index) => ({ value, timestamp: `${TIME + index}` }));
    await producer.send({ topic: "compressed", compression: CompressionTypes.GZIP, messages });
    await producer.disconnect();
    expect((await lastIn("compressed")).map(must)).toEqual([{ offset: 1, timestamp: TIME + 1, schemaId: 1000 }]);
  });

  it("takes the broker's time where the topic says so", async () => {
    const before = Date.now();
    await cluster.fixtures.send({ topic: "appended", partition: 0, value: ALERT, timestamp: TIME });
    const [last] = await lastIn("appended");
    expect(given(last)?.timestamp).toBeGreaterThanOrEqual(before - 1000);
  });

  it("knows nothing of messages that were deleted", async () => {
    const { fixtures } = cluster;
    for (const partition of [0, 0, 1])
      await fixtures.send({ topic: "shortened", partition, value: ALERT, timestamp: TIME });
    const partitions = [
      { partition: 0, offset: "1" },
      { partition: 1, offset: "1" },
    ];
    const admin = await fixtures.admin();
    // Makes kafkajs learn where the partitions are.
    await admin.fetchTopicOffsets("shortened");
    await admin.deleteTopicRecords({ topic: "shortened", partitions });
    const [kept, emptied] = await lastIn("shortened");
    expect(given(kept)?.offset).toBe(1);
    expect(given(emptied)).toBeNull();
  });

  it("finds the last message of a compacted topic", async () => {
    const { fixtures } = cluster;
    const config = { "cleanup.policy": "compact", "segment.ms": "100", "min.cleanable.dirty.ratio": "0.01" };
    await fixtures.createTopics({ name: "compacted", config });
    for (let round = 0; round < 5; round += 1) {
      await fixtures.send({ topic: "compacted", partition: 0, value: ALERT, timestamp: TIME + round });
      await sleep(150);
    }
    expect((await lastIn("compacted")).map(must)).toEqual([{ offset: 4, timestamp: TIME + 4, schemaId: 1000 }]);
  });

  it("reads through messages larger than it asks for", async () => {
    const { fixtures } = cluster;
    await fixtures.createTopics({ name: "large", config: { "max.message.bytes": "4000000" } });
    await fixtures.send({
      topic: "large",
      partition: 0,
      value: Buffer.concat([ALERT, Buffer.alloc(3_000_000)]),
      timestamp: TIME,
    });
    expect((await lastIn("large")).map(must)).toEqual([{ offset: 0, timestamp: TIME, schemaId: 1000 }]);
  });

  it("says what may not be read, and what does not exist", async () => {
    const { fixtures } = cluster;
    const carol = { username: "carol", password: "password-of-carol" };
    await fixtures.createScramUser(carol.username, carol.password);
    const describeTopic = { resourceType: "TOPIC", principal: "User:carol", operation: "DESCRIBE" } as const;
    await fixtures.createAcls({ ...describeTopic, resourceName: "alerts" });
    await using reader = await openReader(cluster, { listener: "scram", login: carol });
    const [alerts, forbidden] = await reader.lastMessages(["alerts", "forbidden"]);
    const ends = given(alerts?.reading);
    expect(ends.map(({ last }) => whyUnread(last))).toEqual([
      ...Array.from({ length: 6 }, () => "no-permission: the account may not read the topic"),
      null,
    ]);
    expect(whyUnread(forbidden?.reading)).toMatch(/^no-permission: /);
    await using admin = await openReader(cluster);
    const [missing] = await admin.lastMessages(["ghost"]);
    expect(whyUnread(missing?.reading)).toBe("server-error: the topic does not exist any more");
  });

  it("joins no group and commits nothing", async () => {
    const admin = await cluster.fixtures.admin();
    const before = (await admin.listGroups()).groups;
    await lastIn("alerts");
    await using reader = await openReader(cluster);
    await stateOf(reader);
    expect((await admin.listGroups()).groups).toEqual(before);
  });
});
