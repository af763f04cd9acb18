import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { adviceFor } from "../../../src/report/remedy.ts";
import { type JsonObject, type KubernetesObject, managedFields } from "../../../src/vocabulary/index.ts";
import type { AclFixture, EntityFixture } from "../kafka/index.ts";
import { sharedPlane } from "../shared-plane.ts";
import { inShort, type Said, said } from "./in-short.ts";
import { ObservedWorld } from "./observed-world.ts";

const INTERVAL = 120_000;
/** The API server dates objects by the second. */
const SECOND = 1_000;
const PARTITIONS = 2;
const REPLICAS = 2;

const ACLS = [
  { operations: ["Read", "Describe"], resource: { type: "topic", name: "alerts" } },
  { operations: ["Read"], resource: { type: "group", name: "alerce", patternType: "prefix" } },
];
const STRAY: AclFixture = {
  resourceType: "TOPIC",
  resourceName: "alerts",
  principal: "User:mallory",
  operation: "READ",
};
const POISON: AclFixture = { ...STRAY, resourceType: "DELEGATION_TOKEN", resourceName: "t", operation: "DESCRIBE" };
const STRAY_TITLE = "ACL ALLOW READ on TOPIC alerts for User:mallory";
const POISON_TITLE = "ACL ALLOW DESCRIBE on DELEGATION_TOKEN t for User:mallory";

const PAUSED = { "strimzi.io/pause-reconciliation": "true" };
const UNMANAGED = { "strimzi.io/managed": "false" };

interface Condition {
  readonly type: string;
  readonly reason?: string;
  readonly message?: string;
}

function findFirst(object: KubernetesObject | null): Condition {
  const { conditions } = (object?.["status"] ?? {}) as { conditions?: readonly Condition[] };
  const [first] = conditions ?? [];
  if (first === undefined) throw new Error(`${object?.metadata.name} has no condition`);
  return first;
}

function writersOf(object: KubernetesObject | null): string[] {
  return (object === null ? [] : managedFields(object))
    .filter(({ manager }) => manager?.startsWith("strimzi-"))
    .map(({ manager, operation, subresource }) => [manager, operation, subresource ?? []].flat().join(" "))
    .toSorted();
}

describe("test/servers/operators: what Holdfast says of what was observed", () => {
  let world: ObservedWorld;
  let topic: KubernetesObject;
  let user: KubernetesObject;

  beforeAll(async () => {
    world = await ObservedWorld.start(sharedPlane());
  });
  afterAll(async () => {
    await world[Symbol.asyncDispose]();
  });

  const says = async (): Promise<Said[]> => (await world.check()).map(inShort).toSorted(([a], [b]) => (a < b ? -1 : 1));

  const begin = async (): Promise<void> => {
    topic = world.topic("alerts", { config: { "retention.ms": 86_400_000 } });
    user = world.user("alerce", {
      authorization: { type: "simple", acls: ACLS },
      quotas: { consumerByteRate: 2_097_152 },
    });
    await world.settle(topic, user);
  };

  /** What is said before the operators' next pass and after it. */
  const aroundPass = async (): Promise<{ before: Said[]; after: Said[] }> => {
    const before = await says();
    await world.operators.advance(INTERVAL);
    return { before, after: await says() };
  };

  /** The first condition of each KafkaTopic: its type, or why it failed. */
  const conditionsOf = async (...names: readonly string[]): Promise<string[]> => {
    const objects = await Promise.all(names.map((name) => world.get("kafkatopics", name)));
    return objects.map((object) => {
      const { type, reason, message } = findFirst(object);
      return reason === undefined ? type : `${reason}: ${message}`;
    });
  };

  describe("while Kafka answers", () => {
    beforeEach(begin);
    afterEach(async () => {
      await world.reset();
    });

    it("0: nothing where all is well, and the operators write under their own names", async () => {
      expect(await aroundPass()).toEqual({ before: [], after: [] });
      expect(writersOf(await world.get("kafkatopics", "alerts"))).toEqual([
        "strimzi-topic-operator Update",
        "strimzi-topic-operator Update status",
      ]);
      expect(writersOf(await world.get("kafkausers", "alerce"))).toEqual(["strimzi-user-operator Update status"]);
    });

    it("1: overrides that the Topic Operator takes away at its next pass, of which the KafkaTopic shows nothing", async () => {
      await world.kafka.fixtures.setTopicConfig("alerts", { "segment.ms": "3600000", "retention.ms": "1000" });
      const object = await world.get("kafkatopics", "alerts");
      expect(await aroundPass()).toEqual({
        before: [
          said("added service topic alerts /config/segment.ms undone by topic-operator"),
          said("changed service topic alerts /config/retention.ms undone by topic-operator"),
        ],
        after: [],
      });
      expect(await world.get("kafkatopics", "alerts")).toEqual(object);
    });

    it("2: a topic that is gone; nothing once it was made again empty and its id was written anew, for nothing tells", async () => {
      const object = await world.get("kafkatopics", "alerts");
      await world.kafka.fixtures.deleteTopics("alerts");
      expect(await aroundPass()).toEqual({
        before: [said("missing service topic alerts undone by topic-operator")],
        after: [],
      });
      expect((await world.get("kafkatopics", "alerts"))?.["status"]).not.toEqual(object?.["status"]);
    });

    it("2: a topic that a person made again, until the Topic Operator writes its new id", async () => {
      const config = { "retention.ms": "86400000" };
      await world.kafka.fixtures.deleteTopics("alerts");
      await world.kafka.fixtures.createTopics({ name: "alerts", partitions: PARTITIONS, replicas: REPLICAS, config });
      expect(await aroundPass()).toEqual({
        before: [said("changed service KafkaTopic alerts /status/topicId (recreated)")],
        after: [],
      });
    });

    it("3: partitions raised by hand, which the Topic Operator cannot take away", async () => {
      await world.kafka.fixtures.raisePartitions("alerts", 3);
      expect(await aroundPass()).toEqual({
        before: [said("changed service topic alerts /partitions")],
        after: [said("changed service topic alerts /partitions", "Decreasing partitions not supported")],
      });
    });

    it("3: what git asks for and the Topic Operator refuses", async () => {
      const names = ["fewer", "more-replicas", "renamed", "nonsense"];
      await world.settle(...names.map((name) => world.topic(name)));
      await sleep(SECOND);
      await world.settle(
        world.topic("fewer", { partitions: 1 }),
        world.topic("more-replicas", { replicas: 3 }),
        world.topic("renamed", { topicName: "other" }),
        world.topic("nonsense", { config: { "retention.ms": "nonsense" } }),
        world.topic("wide", { replicas: 5 }),
        world.topic("alerts-again", { topicName: "alerts", partitions: 5 }),
      );
      expect(await says()).toEqual([
        said("changed operator KafkaTopic alerts-again /status/conditions (not-ready)"),
        said("changed operator KafkaTopic nonsense /status/conditions (not-ready)", "retention.ms"),
        said(
          "changed operator KafkaTopic renamed /status/conditions (not-ready)",
          "Topic other does not exist",
          "Topic renamed is in Kafka",
        ),
        said("changed operator KafkaTopic wide /status/conditions (not-ready)", "Topic wide does not exist"),
        said("changed service topic fewer /partitions", "Decreasing partitions not supported"),
        said("changed service topic more-replicas /replicas", "Replication factor change not supported"),
      ]);
      expect(await conditionsOf(...names.slice(2), "wide", "alerts-again")).toEqual([
        "NotSupported: Changing spec.topicName is not supported",
        "KafkaError: org.apache.kafka.common.errors.InvalidConfigurationException: Invalid value nonsense for configuration retention.ms: Not a number of type LONG",
        expect.stringContaining(
          "KafkaError: org.apache.kafka.common.errors.InvalidReplicationFactorException: Unable to replicate the partition 5 time(s): ",
        ),
        `ResourceConflict: Managed by Ref{namespace='${world.namespace}', name='alerts'}`,
      ]);
    });

    it("4: replication that is wrong in one partition, which the Topic Operator takes for right, and wrong in all, which it refuses", async () => {
      const { fixtures } = world.kafka;
      await fixtures.createTopics({ name: "thin", assignments: [[1], [2]] });
      await fixtures.createTopics({
        name: "mixed",
        assignments: [
          [1, 2],
          [1, 2],
        ],
      });
      await fixtures.reassign("mixed", [
        [1, 2, 3],
        [1, 2],
      ]);
      const admin = await fixtures.admin();
      await expect
        .poll(async () => (await admin.listPartitionReassignments({})).topics, { timeout: 20_000 })
        .toEqual([]);
      await world.settle(world.topic("mixed"), world.topic("thin"));
      expect(await says()).toEqual([
        said("changed service topic mixed /replicas (mixed-replication)"),
        said("changed service topic thin /replicas", "Replication factor change not supported"),
      ]);
      expect(await conditionsOf("mixed")).toEqual(["Ready"]);
    });

    it("5: a null that server-side apply keeps, so that no topic is made, and nothing of one that kubectl apply drops", async () => {
      const config = { "cleanup.policy": "compact", "retention.ms": null };
      await world.apply(world.topic("kept", { config }));
      await world.applyOnClient(world.topic("dropped", { config }));
      await world.operators.pass();
      expect(await says()).toEqual([
        said("changed operator KafkaTopic kept /status/conditions (not-ready)", "Topic kept does not exist"),
      ]);
      expect(await conditionsOf("kept", "dropped")).toEqual([
        "KafkaError: org.apache.kafka.common.errors.InvalidConfigurationException: Null value not supported for topic configs: retention.ms",
        "Ready",
      ]);
    });

    it("6: a KafkaTopic without the cluster's label, and topics that nobody makes, because git pauses their KafkaTopics or has them unmanaged", async () => {
      await world.settle(
        world.topic("unlabelled", {}, { labels: {} }),
        world.topic("unmanaged", {}, { annotations: UNMANAGED }),
        world.topic("paused", {}, { annotations: PAUSED }),
      );
      await world.operators.advance(INTERVAL);
      expect(await says()).toEqual([
        said("changed operator KafkaTopic paused /status/conditions (paused)", "Topic paused does not exist"),
        said("changed operator KafkaTopic unlabelled /metadata/labels/strimzi.io~1cluster (wrong-cluster-label)"),
        said("changed operator KafkaTopic unmanaged /status/conditions (unmanaged)", "Topic unmanaged does not exist"),
      ]);
      expect((await world.get("kafkatopics", "unlabelled"))?.["status"]).toBeUndefined();
      expect(await conditionsOf("unmanaged", "paused")).toEqual(["Unmanaged", "ReconciliationPaused"]);
    });

    it("6: KafkaTopics that somebody has paused or unmanaged, and what Kafka keeps otherwise since", async () => {
      await world.settle(world.topic("paused"), world.topic("unmanaged"));
      await world.edit("kafkatopics", "paused", { metadata: { annotations: PAUSED } });
      await world.edit("kafkatopics", "unmanaged", { metadata: { annotations: UNMANAGED } });
      await world.operators.pass();
      for (const name of ["paused", "unmanaged"])
        await world.kafka.fixtures.setTopicConfig(name, { "segment.ms": "3600000" });
      await world.operators.advance(INTERVAL);
      expect(await says()).toEqual([
        said(
          "added cluster KafkaTopic paused /metadata/annotations/strimzi.io~1pause-reconciliation",
          "is paused",
          "segment.ms",
        ),
        said(
          "added cluster KafkaTopic unmanaged /metadata/annotations/strimzi.io~1managed",
          "is not managed",
          "segment.ms",
        ),
      ]);
    });

    it("7: KafkaTopics that somebody deleted, of which all but the unmanaged and the one born paused took their topics along", async () => {
      const names = ["managed", "paused", "unmanaged", "born-paused"];
      await world.kafka.fixtures.createTopics({ name: "born-paused", partitions: PARTITIONS, replicas: REPLICAS });
      await world.settle(
        ...names.slice(0, 3).map((name) => world.topic(name)),
        world.topic("born-paused", {}, { annotations: PAUSED }),
      );
      await world.edit("kafkatopics", "paused", { metadata: { annotations: PAUSED } });
      await world.edit("kafkatopics", "unmanaged", { metadata: { annotations: UNMANAGED } });
      await world.operators.pass();
      for (const name of names) await world.remove("kafkatopics", name);
      expect(await aroundPass()).toEqual({
        before: [
          said("added cluster KafkaTopic paused /metadata/annotations/strimzi.io~1pause-reconciliation"),
          said("added cluster KafkaTopic unmanaged /metadata/annotations/strimzi.io~1managed"),
          said("changed operator KafkaTopic managed /metadata/deletionTimestamp (generation-behind)"),
          said("changed operator KafkaTopic paused /metadata/deletionTimestamp (generation-behind)"),
          said("changed operator KafkaTopic unmanaged /metadata/deletionTimestamp (generation-behind)"),
          said("missing cluster KafkaTopic born-paused (no-owner)"),
        ],
        after: names.toSorted().map((name) => said(`missing cluster KafkaTopic ${name} (no-owner)`)),
      });
      const left = await (await world.kafka.fixtures.admin()).listTopics();
      expect(names.filter((name) => left.includes(name))).toEqual(["unmanaged", "born-paused"]);
    });

    it("8: labels that were moved by hand, although both resources stay Ready: the topic stays, and Kafka forgets the user", async () => {
      const metadata = { labels: { "strimzi.io/cluster": "other" } };
      await world.edit("kafkatopics", "alerts", { metadata });
      await world.edit("kafkausers", "alerce", { metadata });
      const { before, after } = await aroundPass();
      const ofTopic = said(
        "changed cluster KafkaTopic alerts /metadata/labels/strimzi.io~1cluster",
        "no operator acts on it",
      );
      const line = "changed cluster KafkaUser alerce /metadata/labels/strimzi.io~1cluster";
      const rights = [
        "ACL ALLOW DESCRIBE on TOPIC alerts",
        "ACL ALLOW READ on GROUP alerce*",
        "ACL ALLOW READ on TOPIC",
      ];
      expect(before).toEqual([
        ofTopic,
        said(line, "Kafka forgets the user", ...rights, "SCRAM user alerce", "quota of user=alerce"),
      ]);
      expect(after).toEqual([ofTopic, said(line, "Kafka forgets the user")]);
    });

    it("8: a label of another cluster that git has itself", async () => {
      const labels = { "strimzi.io/cluster": "other" };
      await world.settle(world.user("alerce", user["spec"] as JsonObject, { labels }));
      expect(await says()).toEqual([
        said("changed operator KafkaUser alerce /metadata/labels/strimzi.io~1cluster (wrong-cluster-label)"),
      ]);
    });

    it("9: a user that is NotReady, which is True and not a Ready that is False, and stays so when its cause is gone", async () => {
      await world.kafka.fixtures.createAcls(POISON);
      await world.settle(world.user("late", { quotas: { producerByteRate: 4243 } }));
      await world.kafka.fixtures.deleteAcls(POISON);
      expect(await says()).toEqual([
        said(
          "changed operator KafkaUser late /status/conditions (not-ready)",
          "does not limit late",
          "no SCRAM-SHA-512 password of late",
        ),
      ]);
    });

    it("10: users of whom no KafkaUser tells, until the User Operator deletes them", async () => {
      const { fixtures } = world.kafka;
      await fixtures.createScramUser("eve", "password-of-eve");
      await fixtures.createAcls(STRAY, { ...STRAY, operation: "WRITE" }, { ...STRAY, principal: "User:*" });
      await fixtures.setQuota([{ type: "user", name: "oscar" }], { producer_byte_rate: 1000 });
      expect(await aroundPass()).toEqual({
        before: [
          said("extra service ACL ALLOW READ on TOPIC alerts for User:* (undeclared) undone by user-operator"),
          said(
            `extra service ${STRAY_TITLE} (undeclared) undone by user-operator`,
            "ACL ALLOW WRITE on TOPIC alerts for User:mallory",
          ),
          said("extra service SCRAM user eve (undeclared) undone by user-operator"),
          said("extra service quota of user=oscar (undeclared) undone by user-operator"),
        ],
        after: [],
      });
    });

    it("10: what the User Operator leaves alone for ever", async () => {
      const { fixtures } = world.kafka;
      const client = { type: "client-id", name: "replay" } as const;
      const entities: readonly EntityFixture[] = [
        [client],
        [{ type: "user", name: "alerce" }, client],
        [{ type: "user", name: null }],
        [{ type: "ip", name: "10.0.0.1" }],
      ];
      await fixtures.createAcls({ ...STRAY, principal: "Group:ops" });
      for (const entity of entities) {
        const key = entity[0]?.type === "ip" ? "connection_creation_rate" : "producer_byte_rate";
        await fixtures.setQuota(entity, { [key]: 10_000_000 });
      }
      const { before, after } = await aroundPass();
      expect(before).toEqual([
        said("extra service ACL ALLOW READ on TOPIC alerts for Group:ops (undeclared)"),
        said("extra service quota of client-id=replay (undeclared)"),
        said("extra service quota of ip=10.0.0.1 (undeclared)"),
        said("extra service quota of user=<default> (undeclared)"),
        said("extra service quota of user=alerce, client-id=replay (undeclared)"),
      ]);
      expect(after).toEqual(before);
    });

    it("10: nothing of users whom the User Operator was told to ignore", async () => {
      await world.kafka.fixtures.createScramUser("backup-1", "password-of-backup");
      expect(await aroundPass()).toEqual({ before: [], after: [] });
    });

    it("11: nothing of a Secret that is gone or was made again, for Kafka tells no password", async () => {
      const secret = await world.get("secrets", "alerce");
      await world.remove("secrets", "alerce");
      expect(await says()).toEqual([]);
      await world.operators.users.watch();
      expect((await world.get("secrets", "alerce"))?.metadata["uid"]).not.toBe(secret?.metadata["uid"]);
      expect(await says()).toEqual([]);
    });

    it("12: an ACL that the User Operator cannot read, what it does not do since, and strays that nobody takes away", async () => {
      await world.kafka.fixtures.createAcls(POISON, STRAY);
      await world.apply(world.user("late", { quotas: { producerByteRate: 4243 } }));
      await world.operators.advance(INTERVAL);
      expect(await says()).toEqual([
        said(
          `extra service ${POISON_TITLE} (poison-acl)`,
          "does not limit late",
          "no SCRAM-SHA-512 password of late",
          "AclCache is not ready",
        ),
        said(`extra service ${STRAY_TITLE} (undeclared)`),
      ]);
    });

    it("13: a stray ACL that a stuck User Operator never deletes, for nothing tells that it is stuck: restart it, if the ACL stays", async () => {
      await world.kafka.fixtures.createAcls(POISON);
      await world.operators.advance(INTERVAL);
      await world.kafka.fixtures.deleteAcls(POISON);
      await world.kafka.fixtures.createAcls(STRAY);
      const { before, after } = await aroundPass();
      expect(before).toEqual([said(`extra service ${STRAY_TITLE} (undeclared) undone by user-operator`)]);
      expect(after).toEqual(before);
      const [finding] = await world.check();
      if (finding === undefined) throw new Error("there is no finding");
      expect(adviceFor(finding, "observed").text).toContain("restart it if it does not");
      world.operators.restart(world.operators.now);
      await world.operators.advance(INTERVAL);
      expect(await says()).toEqual([]);
    });

    it("13: a KafkaUser is still acted upon by a User Operator that is stuck", async () => {
      await world.kafka.fixtures.createAcls(POISON);
      await world.operators.pass();
      await world.kafka.fixtures.deleteAcls(POISON);
      await world.apply(
        world.user("alerce", { ...(user["spec"] as JsonObject), quotas: { consumerByteRate: 1_048_576 } }),
      );
      expect(await says()).toEqual([
        said("changed service quota of user=alerce /consumer_byte_rate undone by user-operator"),
      ]);
      await world.operators.users.watch();
      expect(await says()).toEqual([]);
    });
  });

  it("14: brokers that are all down: Kafka could not be read, and what the operators say of it", async () => {
    await begin();
    await Promise.all([1, 2, 3].map((id) => world.kafka.kill(id)));
    await world.apply(world.user("late"));
    await world.operators.advance(INTERVAL);
    expect(await says()).toEqual([
      said("changed operator KafkaTopic alerts /status/conditions (not-ready)"),
      said("changed operator KafkaUser late /status/conditions (not-ready)"),
      said("unreadable service Kafka cluster alert (unreachable)"),
    ]);
    expect(await conditionsOf("alerts")).toEqual([
      "KafkaError: Timed out waiting for a node assignment. Call: describeConfigs",
    ]);
  });
});
