import { describe, expect, it } from "vitest";
import { differenceOf, findingOf, KAFKA } from "../../findings/fixture.ts";
import { kafkaResource, strimzi } from "../../systems/testing/evidence.ts";
import { intentOf } from "../../systems/testing/intent.ts";
import {
  type Collision,
  type Difference,
  type KubernetesResource,
  type Path,
  type Reason,
  type Resource,
  type ReviewedResource,
  toPointer,
} from "../../vocabulary/index.ts";
import { driftCollisions } from "./drift.ts";

const ACLS = [{ resource: { type: "topic", name: "alerts", patternType: "literal" }, operations: ["Read"] }];
const QUOTAS = { producerByteRate: 1 };

const sides = {
  before: intentOf([
    kafkaResource(),
    strimzi("KafkaTopic", "alerts", { spec: { partitions: 6, config: { "retention.ms": 1 } } }),
    strimzi("KafkaTopic", "twin", { spec: { topicName: "real.name", partitions: 6 } }),
    strimzi("KafkaUser", "alerce", {
      spec: {
        authentication: { type: "scram-sha-512" },
        authorization: { type: "simple", acls: ACLS },
        quotas: QUOTAS,
      },
    }),
  ]),
};

const FIELD = { path: "/spec/kafka/replicas", keyedPath: "/spec/kafka/replicas", before: 3, after: 5 };

const TOPIC: KubernetesResource = { ...KAFKA, kind: "KafkaTopic", namespace: "kafka", name: "alerts" };
const PAUSE: Partial<Difference> = {
  kind: "added",
  resource: TOPIC,
  path: ["metadata", "annotations", "strimzi.io/pause-reconciliation"],
};
const QUOTA: Resource = { type: "quota", cluster: "alert-broker", entity: "user=alerce" };
const ACL: Resource = {
  type: "acl",
  cluster: "alert-broker",
  principal: "User:alerce",
  resourceType: "TOPIC",
  resourceName: "alerts",
  patternType: "LITERAL",
  host: "*",
  operation: "READ",
  permission: "ALLOW",
};
const EXTRA: Resource = { ...ACL, operation: "WRITE" };

function service(resource: Resource, path: Path): Partial<Difference> {
  return { layer: "service", resource, path };
}

function topic(name: string, path: Path, cluster = "alert-broker"): Partial<Difference> {
  return service({ type: "topic", cluster, name }, path);
}

function operator(reason: Reason): Partial<Difference> {
  return { layer: "operator", resource: TOPIC, path: ["status", "conditions"], reason };
}

function config(key: string): ReviewedResource {
  return strimziOne("KafkaTopic", "alerts", "config", key);
}

/** A resource of which one field below `spec` changes. */
function strimziOne(kind: string, name: string, ...path: readonly string[]): ReviewedResource {
  const pointer = toPointer(["spec", ...path]);
  const fields = [{ path: pointer, keyedPath: pointer, before: 3, after: 5 }];
  return { ...resource(), resource: { ...TOPIC, kind, name }, fields };
}

function resource(): ReviewedResource {
  return {
    application: "alert-stream-broker",
    system: "kafka-cluster",
    resource: KAFKA,
    change: "changed",
    formerly: null,
    fields: [FIELD],
    effects: [],
  };
}

function whole(change: ReviewedResource["change"]): Partial<ReviewedResource> {
  return { change, fields: [{ path: "", keyedPath: "", before: {} }] };
}

describe("review/live/drift", () => {
  it.each<[string, Partial<Difference>, Partial<ReviewedResource>, boolean]>([
    ["the same field", {}, {}, true],
    ["a field below it", { path: ["spec", "kafka", "replicas", "x"] }, {}, true],
    ["a map around it", { path: ["spec", "kafka"] }, {}, true],
    ["the whole object is missing", { kind: "missing", path: [] }, {}, true],
    ["another field", { path: ["spec", "kafka", "version"] }, {}, false],
    ["a field whose name only begins alike", { path: ["spec", "kafka", "replicasMax"] }, {}, false],
    ["another object", { resource: { ...KAFKA, name: "other" } }, {}, false],
    ["another version of the same object", { resource: { ...KAFKA, version: "v1beta2" } }, {}, true],
    ["what is pending is no drift", { kind: "pending" }, {}, false],
    ["any drift of an object that goes", { path: ["metadata", "labels", "x"] }, whole("removed"), true],
    ["drift of the object under its former name", {}, { formerly: KAFKA, resource: { ...KAFKA, name: "new" } }, true],
  ])("%s", (...[, difference, reviewed, collides]) => {
    const resources = [{ ...resource(), ...reviewed }];
    expect(driftCollisions([findingOf(difference)], { resources, sides })).toHaveLength(collides ? 1 : 0);
  });

  it("says who changed it, and what the sync does", () => {
    const attribution = { manager: "kubectl-edit", operation: "Update", time: "2026-11-20T08:00:00Z" } as const;
    const finding = findingOf({ ...differenceOf(), attribution, live: 4 });
    expect(driftCollisions([finding], { resources: [resource()], sides })).toMatchObject([
      {
        reason: "live-drift",
        manager: "kubectl-edit",
        time: attribution.time,
        after: 5,
        live: 4,
        message:
          "Kafka alert-broker /spec/kafka/replicas was changed in the cluster by kubectl-edit, and this change sets it too: the next sync overwrites what is live.",
      },
    ]);
  });

  it.each<[string, Partial<Difference>, ReviewedResource, boolean]>([
    [
      "partitions with partitions",
      topic("alerts", ["partitions"]),
      strimziOne("KafkaTopic", "alerts", "partitions"),
      true,
    ],
    [
      "partitions with another field",
      topic("alerts", ["partitions"]),
      strimziOne("KafkaTopic", "alerts", "config"),
      false,
    ],
    [
      "a topic by its spec.topicName",
      topic("real.name", ["partitions"]),
      strimziOne("KafkaTopic", "twin", "partitions"),
      true,
    ],
    [
      "a topic of another cluster",
      topic("alerts", ["partitions"], "other"),
      strimziOne("KafkaTopic", "alerts", "partitions"),
      false,
    ],
    ["a config key with itself", topic("alerts", ["config", "retention.ms"]), config("retention.ms"), true],
    ["a config key with another one", topic("alerts", ["config", "retention.ms"]), config("segment.ms"), false],
    ["a missing topic with any field", topic("alerts", []), strimziOne("KafkaTopic", "alerts", "partitions"), true],
    [
      "a quota",
      service(QUOTA, ["producer_byte_rate"]),
      strimziOne("KafkaUser", "alerce", "quotas", "producerByteRate"),
      true,
    ],
    [
      "a quota with another one",
      service(QUOTA, ["producer_byte_rate"]),
      strimziOne("KafkaUser", "alerce", "quotas", "x"),
      false,
    ],
    [
      "a right that is missing",
      service(ACL, []),
      strimziOne("KafkaUser", "alerce", "authorization", "acls", "0"),
      true,
    ],
    [
      "a right with another one",
      service(ACL, []),
      strimziOne("KafkaUser", "alerce", "authorization", "acls", "1"),
      false,
    ],
    [
      "a right that nobody asks for",
      service(EXTRA, []),
      strimziOne("KafkaUser", "alerce", "authorization", "acls", "1"),
      true,
    ],
    ["a right with a quota", service(EXTRA, []), strimziOne("KafkaUser", "alerce", "quotas", "x"), false],
    ["a pause", operator("paused"), strimziOne("KafkaTopic", "alerts", "partitions"), true],
    ["a pause of another one", operator("paused"), strimziOne("KafkaTopic", "twin", "partitions"), false],
    ["a failure", operator("not-ready"), strimziOne("KafkaTopic", "alerts", "partitions"), false],
    ["a pause that somebody wrote", PAUSE, strimziOne("KafkaTopic", "alerts", "partitions"), true],
    [
      "a pause that somebody took away",
      { ...PAUSE, kind: "removed" },
      strimziOne("KafkaTopic", "alerts", "partitions"),
      false,
    ],
  ])("meets what lies behind the cluster: %s", (...[, difference, reviewed, collides]) => {
    expect(driftCollisions([findingOf(difference)], { resources: [reviewed], sides })).toHaveLength(collides ? 1 : 0);
  });

  it.each<[Partial<Difference>, ReviewedResource, Partial<Collision>]>([
    [
      { ...topic("alerts", ["partitions"]), live: 12, statement: "Topic alerts has 12 partitions instead of 6" },
      strimziOne("KafkaTopic", "alerts", "partitions"),
      {
        keyedPath: "/spec/partitions",
        after: 5,
        live: 12,
        message: "Topic alerts has 12 partitions instead of 6, and this change sets it too.",
      },
    ],
    [
      { ...operator("paused"), statement: "KafkaTopic alerts is paused" },
      strimziOne("KafkaTopic", "alerts", "partitions"),
      { message: "KafkaTopic alerts is paused: until that ends, nothing of this change takes effect there." },
    ],
    [
      { ...operator("paused"), statement: "KafkaTopic alerts is paused" },
      { ...resource(), resource: TOPIC, ...whole("removed") },
      { message: "KafkaTopic alerts is paused, and goes with its resource." },
    ],
    [
      { ...topic("alerts", []), kind: "missing", statement: "Topic alerts does not exist in Kafka" },
      strimziOne("KafkaTopic", "alerts", "partitions"),
      { message: "Topic alerts does not exist in Kafka, and this change edits KafkaTopic alerts too." },
    ],
  ])("says what is live: %#", (difference, reviewed, collision) => {
    const found = driftCollisions([findingOf(difference)], { resources: [reviewed], sides });
    expect(found).toMatchObject([{ reason: "live-drift", resource: reviewed.resource, ...collision }]);
  });
});
