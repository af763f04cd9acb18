import { describe, expect, it } from "vitest";
import { type AclResource, type Json, type Path, type Resource, toPointer } from "../vocabulary/index.ts";
import { declaredField } from "./declared-field.ts";
import type { Declared } from "./evidence.ts";
import { kafkaResource, strimzi } from "./testing/evidence.ts";

const cluster = "alert-broker";

function user(name: string, spec: Record<string, Json> = {}) {
  const acls = [
    { resource: { type: "group", name, patternType: "prefix" }, operations: ["Read"] },
    { resource: { type: "topic", name: "alerts" }, operations: ["Describe", "Read"] },
    { resource: { type: "topic", name: "twice" }, operations: ["Read"] },
    { resource: { type: "topic", name: "twice" }, operations: ["Read"] },
  ];
  const authentication = { type: "scram-sha-512" };
  return strimzi("KafkaUser", name, { spec: { authentication, authorization: { type: "simple", acls }, ...spec } });
}

const OBJECTS = [
  kafkaResource(),
  strimzi("KafkaTopic", "alerts", { spec: { partitions: 2 } }),
  strimzi("KafkaTopic", "renamed", { spec: { topicName: "real.name" } }),
  strimzi("KafkaTopic", "twin-a", { spec: { topicName: "twin" } }),
  strimzi("KafkaTopic", "twin-b", { spec: { topicName: "twin" } }),
  strimzi("KafkaTopic", "elsewhere", { metadata: { labels: { "strimzi.io/cluster": "other" } } }),
  user("alerce", { quotas: { consumerByteRate: 1 } }),
  user("bridge", { authentication: { type: "tls" } }),
];

const DECLARED: Declared = {
  objects: OBJECTS.map((object) => ({ application: "broker", object })),
  of: (group, kind) =>
    DECLARED.objects.filter(({ object }) => object.kind === kind && object.apiVersion.startsWith(`${group}/`)),
  applicationOf: () => null,
};

function acl(more: Partial<AclResource> = {}): AclResource {
  return {
    type: "acl",
    cluster,
    principal: "User:alerce",
    resourceType: "TOPIC",
    resourceName: "alerts",
    patternType: "LITERAL",
    host: "*",
    operation: "READ",
    permission: "ALLOW",
    ...more,
  };
}

type Row = readonly [string, Resource, Path, string | null];

const topic = (name: string): Resource => ({ type: "topic", cluster, name });
const broker = (id: number | null): Resource => ({ type: "broker", cluster, id });
const quota = (entity: string): Resource => ({ type: "quota", cluster, entity });

const ROWS: readonly Row[] = [
  ["the partitions of a topic", topic("alerts"), ["partitions"], "KafkaTopic alerts /spec/partitions"],
  ["the replicas of a topic", topic("alerts"), ["replicas"], "KafkaTopic alerts /spec/replicas"],
  ["a topic itself", topic("alerts"), [], "KafkaTopic alerts "],
  ["a config of a topic", topic("alerts"), ["config", "a.b"], "KafkaTopic alerts /spec/config/a.b"],
  ["a topic of another name", topic("real.name"), ["partitions"], "KafkaTopic renamed /spec/partitions"],
  ["the resource's own name, which it does not use", topic("renamed"), ["partitions"], null],
  ["a topic that two resources ask for", topic("twin"), [], null],
  ["a topic of another cluster", topic("elsewhere"), [], null],
  ["a topic that nobody asks for", topic("gone"), [], null],
  ["the leader of a partition", topic("alerts"), ["leader"], null],
  ["a config of a broker", broker(3), ["config", "x"], "Kafka alert-broker /spec/kafka/config/x"],
  ["a config of every broker", broker(null), ["config", "x"], "Kafka alert-broker /spec/kafka/config/x"],
  ["a broker that is down", broker(3), [], null],
  ["a broker of another cluster", { type: "broker", cluster: "other", id: 3 }, ["config", "x"], null],
  ["an ACL", acl(), [], "KafkaUser alerce /spec/authorization/acls/1"],
  [
    "an ACL with a pattern",
    acl({ resourceType: "GROUP", resourceName: "alerce", patternType: "PREFIXED" }),
    [],
    "KafkaUser alerce /spec/authorization/acls/0",
  ],
  ["an ACL of a certificate", acl({ principal: "User:CN=bridge" }), [], "KafkaUser bridge /spec/authorization/acls/1"],
  ["an ACL that two rules ask for", acl({ resourceName: "twice" }), [], null],
  ["an ACL that nobody asks for", acl({ operation: "WRITE" }), [], null],
  ["an ACL of a stranger", acl({ principal: "User:nobody" }), [], null],
  ["a user", { type: "user", cluster, name: "alerce" }, [], "KafkaUser alerce "],
  ["how a user's password is kept", { type: "user", cluster, name: "alerce" }, ["iterations"], null],
  ["a quota", quota("user=alerce"), ["consumer_byte_rate"], "KafkaUser alerce /spec/quotas/consumerByteRate"],
  ["all quotas of a user", quota("user=alerce"), [], "KafkaUser alerce /spec/quotas"],
  ["quotas of a user that asks for none", quota("user=CN=bridge"), [], null],
  ["a quota of a client", quota("user=alerce, client-id=x"), ["consumer_byte_rate"], null],
  ["a bucket", { type: "bucket", name: "alerts" }, [], null],
];

describe("systems/declared-field", () => {
  it.each(ROWS)("finds who asks for %s", (...[, resource, path, expected]) => {
    const field = declaredField(resource, path, DECLARED);
    const text = field === null ? null : `${field.resource.kind} ${field.resource.name} ${toPointer(field.path)}`;
    expect(text).toBe(expected);
  });
});
