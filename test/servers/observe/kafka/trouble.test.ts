import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KAFKA_PARTS, type KafkaState } from "../../../../src/observe/kafka/state.ts";
import { type KafkaCluster, startKafka } from "../../kafka/index.ts";
import { waitFor } from "../../kube/index.ts";
import { given, must, openReader, stateOf, whyUnread } from "./lab.ts";

const TIMEOUTS = { connectMs: 1000, stallMs: 1500, partMs: 10_000 };

describe("observe/kafka trouble", () => {
  let cluster: KafkaCluster;

  beforeAll(async () => {
    cluster = await startKafka({ nodes: 3 });
    await cluster.fixtures.createTopics(
      { name: "safe", partitions: 6, replicas: 3 },
      { name: "lonely", assignments: [[1], [2], [3]] },
    );
    for (const partition of [0, 1, 2]) await cluster.fixtures.produce("lonely", partition, Buffer.from("x"));
    await cluster.fixtures.produce("safe", 0, Buffer.from("x"));
    await waitFor(() => committed(cluster), { what: "a group to be committed" });
  });
  afterAll(() => cluster.stop());

  async function observe(): Promise<{ state: KafkaState; seconds: number }> {
    await using reader = await openReader(cluster, { timeouts: TIMEOUTS });
    const begun = performance.now();
    const state = await stateOf(reader);
    return { state, seconds: (performance.now() - begun) / 1000 };
  }

  function unreadParts(state: KafkaState): readonly string[] {
    return KAFKA_PARTS.filter((part) => !state[part].ok);
  }

  it("waits for no broker that stalls, and calls its parts unread", async () => {
    cluster.stall(1);
    try {
      await using reader = await openReader(cluster, { timeouts: { ...TIMEOUTS, partMs: 4000 } });
      const begun = performance.now();
      const state = await stateOf(reader);
      // The first broker of the configuration is the one that stalls.
      expect((performance.now() - begun) / 1000).toBeLessThan(8);
      expect(must(state.topics).map(({ name }) => name)).toContain("safe");
      const stalled = must(state.brokerConfigs).find(({ broker }) => broker === 1);
      expect(whyUnread(stalled?.entries)).toMatch(/^(timeout|unreachable): /);
      const others = must(state.brokerConfigs).filter(({ broker }) => broker !== 1);
      expect(others.map(({ entries }) => whyUnread(entries))).toEqual([null, null, null]);
    } finally {
      cluster.resume(1);
    }
    await waitFor(async () => (await cluster.fixtures.aliveBrokers().catch(() => 0)) === 3, { what: "three brokers" });
  });

  it("reads through a controller that moves", async () => {
    const before = must((await observe()).state.quorum).leader ?? 0;
    await cluster.kill(before);
    const { state, seconds } = await observe();
    expect(must(state.quorum).leader).not.toBe(before);
    expect(must(state.cluster).controller).toBe(must(state.quorum).leader);
    expect(seconds).toBeLessThan(12);
    await cluster.restart(before);
    await waitFor(async () => inSync(cluster), { what: "all replicas to be in sync", timeoutMs: 60_000 });
  });

  it("tells what is left when a broker is dead, and what is not read of it", async () => {
    await cluster.kill(3);
    // At first the cluster still counts it as alive.
    const early = await observe();
    expect(early.seconds).toBeLessThan(12);
    await waitFor(async () => must((await observe()).state.cluster).brokers.length === 2, {
      what: "broker 3 to be fenced",
    });
    const { state, seconds } = await observe();
    expect(seconds).toBeLessThan(3);
    expect(unreadParts(state)).toEqual([]);
    const lonely = must(state.topics).find(({ name }) => name === "lonely");
    expect(lonely?.partitions.map(({ leader }) => leader)).toEqual([1, 2, null]);
    const safe = must(state.topics).find(({ name }) => name === "safe");
    expect(safe?.partitions.every(({ inSyncReplicas }) => !inSyncReplicas.includes(3))).toBe(true);
    const dead = "unreachable: the cluster does not count broker 3 as alive";
    const configs = must(state.brokerConfigs).map(({ broker, entries }) => [broker, whyUnread(entries)]);
    expect(configs).toEqual([
      [1, null],
      [2, null],
      [3, dead],
      [null, null],
    ]);
    const logs = must(state.logDirectories).map(({ broker, directories }) => [broker, whyUnread(directories)]);
    expect(logs).toEqual([
      [1, null],
      [2, null],
      [3, dead],
    ]);
    // What both clients refuse as published: one partition without a leader.
    expect(must(state.topicConfigs).topics.map(({ name, overrides }) => [name, whyUnread(overrides)])).toEqual([
      ["__consumer_offsets", null],
      ["lonely", null],
      ["safe", null],
    ]);
    expect(must(state.groups).map(({ name }) => name)).toEqual(["readers"]);
  });

  it("reads offsets and messages of the partitions that still have a leader", async () => {
    await using reader = await openReader(cluster, { timeouts: TIMEOUTS });
    const [lonely] = await reader.lastMessages(["lonely"]);
    expect(given(lonely?.reading).map(({ last }) => whyUnread(last))).toEqual([
      null,
      null,
      "server-error: the partition has no leader",
    ]);
    const [group] = await reader.groups(["readers"]);
    expect(given(given(group?.reading)?.offsets)).toEqual([
      { topic: "lonely", partition: 2, committed: 1, end: null },
      { topic: "safe", partition: 0, committed: 0, end: 1 },
    ]);
    expect((await reader.absent(["lonely"])).map(({ reading }) => must(reading))).toEqual([false]);
  });

  it("does not call a list of groups whole while some are without a coordinator", async () => {
    await cluster.restart(3);
    await waitFor(async () => inSync(cluster), { what: "all replicas to be in sync", timeoutMs: 60_000 });
    await cluster.kill(2);
    await cluster.kill(3);
    await using reader = await openReader(cluster, { timeouts: { ...TIMEOUTS, partMs: 3000 } });
    const begun = performance.now();
    const state = await reader.state();
    expect((performance.now() - begun) / 1000).toBeLessThan(12);
    // Two of three controllers are gone: nobody is fenced, and no coordinator is elected.
    if (!state.ok) throw new Error("broker 1 answers");
    expect(whyUnread(state.value.groups)).not.toBeNull();
    expect(must(state.value.logDirectories).map(({ directories }) => directories.ok)).toEqual([true, false, false]);
  });
});

async function committed({ fixtures }: KafkaCluster): Promise<boolean> {
  try {
    await fixtures.commitOffsets("readers", "lonely", [{ partition: 2, offset: 1 }]);
    await fixtures.commitOffsets("readers", "safe", [{ partition: 0, offset: 0 }]);
    return true;
  } catch {
    return false;
  }
}

async function inSync(cluster: KafkaCluster): Promise<boolean> {
  await using reader = await openReader(cluster, { timeouts: TIMEOUTS });
  const state = await reader.state();
  if (!state.ok || !state.value.topics.ok || must(state.value.cluster).brokers.length < 3) return false;
  return state.value.topics.value.every(({ partitions }) =>
    partitions.every(
      ({ replicas, inSyncReplicas, leader }) => leader !== null && replicas.length === inSyncReplicas.length,
    ),
  );
}
