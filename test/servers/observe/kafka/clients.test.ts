import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import {
  AclOperations,
  AclPermissionTypes,
  ConfigResourceTypes,
  ConnectionPool,
  describeAclsV3,
  describeConfigsV4,
  metadataV12,
  ResourcePatternTypes,
  ResourceTypes,
} from "@platformatic/kafka";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundle } from "../../../../scripts/bundle.ts";
import type { PartitionEnd } from "../../../../src/observe/kafka/port.ts";
import type { KafkaState } from "../../../../src/observe/kafka/state.ts";
import type { Reading } from "../../../../src/vocabulary/index.ts";
import { type KafkaCluster, startKafka } from "../../kafka/index.ts";
import { CountingRoute } from "./frame-counter.ts";
import { given, must, openReader, stateOf, whyUnread } from "./lab.ts";

const DAVE = { username: "dave", password: "password-of-dave" };
const MAY = { principal: "User:dave", resourceType: "TOPIC" } as const;
const ALL_ACLS = {
  resourceType: ResourceTypes.ANY,
  resourceName: null,
  resourcePatternType: ResourcePatternTypes.ANY,
  principal: null,
  host: null,
  operation: AclOperations.ANY,
  permissionType: AclPermissionTypes.ANY,
};

describe("observe/kafka clients", () => {
  let cluster: KafkaCluster;
  let folder: string;
  const pool = new ConnectionPool("cross-check");

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "holdfast-kafka-bundle-"));
    cluster = await startKafka();
    const { fixtures } = cluster;
    await fixtures.createTopics(
      { name: "seen" },
      { name: "described", partitions: 3, config: { "retention.ms": "1000", "cleanup.policy": "compact" } },
    );
    await fixtures.produce("described", 1, Buffer.from([0, 0, 0, 0, 7, 1]));
    await fixtures.createScramUser(DAVE.username, DAVE.password);
    await fixtures.createAcls(
      { ...MAY, resourceName: "seen", operation: "DESCRIBE" },
      { ...MAY, resourceName: "described", operation: "READ" },
      {
        ...MAY,
        resourceName: "described",
        operation: "DESCRIBE_CONFIGS",
        patternType: "PREFIXED",
        permission: "ALLOW",
      },
    );
    // More than fit into two requests for configs. They come last: a broker that makes them lags behind with the rest.
    await fixtures.createTopics(...Array.from({ length: 1200 }, (_, index) => ({ name: `many-${index}` })));
  });
  afterAll(async () => {
    await pool.close();
    await cluster.stop();
    await rm(folder, { recursive: true });
  });

  async function connection() {
    const [address] = cluster.brokers("plaintext");
    return pool.get({ host: "127.0.0.1", port: address?.port ?? 0 });
  }

  it("see the same partitions", async () => {
    await using reader = await openReader(cluster);
    const topics = must((await stateOf(reader)).topics);
    expect(topics).toHaveLength(1202);
    const { topics: other } = await metadataV12.api.async(await connection(), null, false);
    const seen = other.map(({ name, isInternal, partitions }) => ({
      name,
      internal: isInternal,
      partitions: partitions.map(({ partitionIndex, leaderId, replicaNodes, isrNodes }) => ({
        partition: partitionIndex,
        leader: leaderId,
        replicas: replicaNodes,
        inSyncReplicas: isrNodes,
      })),
    }));
    expect(topics.map(({ name, internal, partitions }) => ({ name, internal, partitions }))).toEqual(
      seen.sort((left, right) => (String(left.name) < String(right.name) ? -1 : 1)),
    );
  });

  it("see the same configs with the same synonyms, though only one topic was asked for them", async () => {
    await using reader = await openReader(cluster);
    const { inherited, topics } = must((await stateOf(reader)).topicConfigs);
    expect(topics).toHaveLength(1202);
    for (const name of ["described", "seen"]) {
      const overrides = given(topics.find((topic) => topic.name === name)?.overrides);
      const effective = inherited.map((entry) => overrides.find((each) => each.name === entry.name) ?? entry);
      expect(effective).toEqual(await described(name));
    }
  });

  async function described(resourceName: string) {
    const resource = { resourceType: ConfigResourceTypes.TOPIC, resourceName, configurationKeys: null };
    const { results } = await describeConfigsV4.api.async(await connection(), [resource], true, false);
    const configs = results[0]?.configs.map(({ name, value, configSource, isSensitive, synonyms }) => ({
      name,
      value,
      source: SOURCES[configSource],
      sensitive: isSensitive,
      synonyms: synonyms.map((each) => ({ name: each.name, value: each.value, source: SOURCES[each.source] })),
    }));
    return configs?.sort((left, right) => (left.name < right.name ? -1 : 1));
  }

  it("see the same ACLs", async () => {
    await using reader = await openReader(cluster);
    const { bindings } = must((await stateOf(reader)).acls);
    const answer = await describeAclsV3.api.async(await connection(), ALL_ACLS);
    const others = answer.resources.flatMap(({ resourceType, resourceName, resourcePatternType, acls }) =>
      acls.map(({ principal }) => [
        nameIn(ResourceTypes, resourceType),
        resourceName,
        nameIn(ResourcePatternTypes, resourcePatternType),
        principal,
      ]),
    );
    expect(others).toHaveLength(3);
    const ours = bindings.map((each) => [each.resourceType, each.resourceName, each.patternType, each.principal]);
    expect(ours).toHaveLength(others.length);
    expect(ours).toEqual(expect.arrayContaining(others));
  });

  it("count every request that is on the wire", async () => {
    const route = new CountingRoute();
    await using reader = await openReader(cluster, { listener: "scram", route });
    expect(reader.requests()).toBe(0);
    expect(route.asked).toEqual([]);
    await stateOf(reader);
    await reader.absent(["ghost"]);
    await reader.lastMessages(["described"]);
    await reader.groups(["nobody"]);
    expect(reader.requests()).toBe(route.requests);
    expect(route.requests).toBeGreaterThan(20);
    // Nor did asking for a group create the topic of the offsets.
    expect((await reader.absent(["__consumer_offsets"])).map(({ reading }) => must(reading))).toEqual([true]);
  });

  it("are tolerant in the bundle too, and let the process end", { timeout: 120_000 }, async () => {
    await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" }));
    await bundle({ program: fileURLToPath(import.meta.resolve("./print-state.ts")) }, folder);
    const port = cluster.brokers("scram")[0]?.port;
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      [join(folder, "program.js"), String(port), DAVE.username, DAVE.password],
      { timeout: 30_000 },
    );
    expect(stderr).toBe("");
    const printed = JSON.parse(stdout) as {
      state: Reading<KafkaState>;
      messages: { reading: Reading<readonly PartitionEnd[]> }[];
    };
    // As published, kafkajs refuses all configs because of the one topic that may not be read.
    const { topics } = must(must(printed.state).topicConfigs);
    expect(topics.map(({ name, overrides }) => [name, whyUnread(overrides)])).toEqual([
      ["described", null],
      ["seen", expect.stringMatching(/^no-permission: /)],
    ]);
    expect(given(printed.messages[0]?.reading).map(({ last }) => must(last)?.schemaId)).toEqual([
      undefined,
      7,
      undefined,
    ]);
  });
});

const SOURCES = [
  "UNKNOWN",
  "DYNAMIC_TOPIC_CONFIG",
  "DYNAMIC_BROKER_CONFIG",
  "DYNAMIC_DEFAULT_BROKER_CONFIG",
  "STATIC_BROKER_CONFIG",
  "DEFAULT_CONFIG",
];

function nameIn(names: Readonly<Record<string, number>>, number: number): string | undefined {
  return Object.entries(names).find(([, each]) => each === number)?.[0];
}
