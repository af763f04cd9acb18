import { beforeAll, describe, expect, it } from "vitest";
import {
  aclNames,
  brokerCount,
  type Example,
  listener,
  nodeIds,
  pools,
  renderExample,
  topicNames,
  variables,
} from "./example.ts";
import { ENVIRONMENTS, SLOW } from "./helm.ts";
import { list, nameOf, number, ofKind, only, pick, text } from "./pick.ts";

const GIGABYTE = 1_000_000_000;
const GIBIBYTE = 1024 ** 3;

describe.each(ENVIRONMENTS)("charts/kafka-couplings of %s", { timeout: SLOW }, (environment) => {
  let example: Example;

  beforeAll(async () => {
    example = await renderExample(environment);
  }, SLOW);

  it("gives every node an id of its own", () => {
    const all = ofKind(example.objects, "KafkaNodePool");
    for (const pool of all) expect(nodeIds(pool)).toHaveLength(number(pool, "spec", "replicas"));
    const ids = all.flatMap(nodeIds);
    expect(ids).toEqual([...new Set(ids)]);
    expect(pools(example, "controller").flatMap(nodeIds).length % 2).toBe(1);
  });

  it("names in the external listener exactly the brokers that there are", () => {
    const external = listener(example.kafka, "external");
    const brokers = list(external, "configuration", "brokers").map((broker) => pick(broker, "broker"));
    expect(external === undefined).toBe(environment === "idfdev");
    expect(brokers).toEqual(external === undefined ? [] : pools(example, "broker").flatMap(nodeIds));
  });

  it("has a certificate for exactly the hosts that the external listener advertises", () => {
    const external = listener(example.kafka, "external");
    const hosts = [
      ...list(external, "configuration", "bootstrap", "alternativeNames"),
      ...list(external, "configuration", "brokers").map((broker) => text(broker, "advertisedHost")),
    ];
    const certificates = ofKind(example.objects, "Certificate").map((certificate) => ({
      hosts: list(certificate, "spec", "dnsNames"),
      secret: pick(certificate, "spec", "secretName"),
    }));
    const secret = pick(external, "configuration", "brokerCertChainAndKey", "secretName");
    expect(certificates).toEqual(environment === "idfdev" ? [] : [{ hosts, secret }]);
    expect(new Set(hosts).size).toBe(environment === "idfdev" ? 0 : brokerCount(example) + 1);
  });

  it("uses every pinned address once", () => {
    const external = listener(example.kafka, "external");
    const balancers = [pick(external, "configuration", "bootstrap"), ...list(external, "configuration", "brokers")];
    const addresses = balancers.flatMap(
      (balancer) => pick(balancer, "annotations", "metallb.io/loadBalancerIPs") ?? [],
    );
    expect(addresses).toEqual([...new Set(addresses)]);
    expect(addresses).toHaveLength(environment === "idfprod" ? brokerCount(example) + 1 : 0);
  });

  it("takes passwords over TLS only", () => {
    for (const each of list(example.kafka, "spec", "kafka", "listeners")) expect(pick(each, "tls")).toBe(true);
  });

  it("runs a Kafka version that the operator supports, in a namespace that it watches", () => {
    const operator = only(example.of.get("strimzi-operator") ?? [], "Deployment");
    const { STRIMZI_NAMESPACE = "", STRIMZI_KAFKA_IMAGES = "" } = variables(operator);
    const supported = STRIMZI_KAFKA_IMAGES.trim()
      .split("\n")
      .map((line) => line.split("=")[0]);
    expect(supported).toContain(text(example.kafka, "spec", "kafka", "version"));
    expect(STRIMZI_NAMESPACE.split(",")).toContain(text(example.kafka, "metadata", "namespace"));
  });

  it("gives every topic, user and pool to the one cluster, in its namespace", () => {
    const kinds = ["KafkaTopic", "KafkaUser", "KafkaNodePool", "StrimziSchemaRegistry"];
    const owned = kinds.flatMap((kind) => ofKind(example.objects, kind));
    expect(owned.length).toBeGreaterThan(kinds.length);
    for (const object of owned) {
      expect(pick(object, "metadata", "labels", "strimzi.io/cluster")).toBe(nameOf(example.kafka));
      expect(pick(object, "metadata", "namespace")).toBe(pick(example.kafka, "metadata", "namespace"));
      expect(object["apiVersion"]).toMatch(/^(kafka\.strimzi\.io\/v1|roundtable\.lsst\.codes\/v1beta1)$/);
    }
  });

  it("keeps more copies than must confirm a write, and no more than there are brokers", () => {
    const config = pick(example.kafka, "spec", "kafka", "config");
    const inSync = number(config, "min.insync.replicas");
    const topics = ofKind(example.objects, "KafkaTopic");
    const copies = topics.map((topic) => ({ topic: nameOf(topic), copies: number(topic, "spec", "replicas") }));
    expect(copies.filter((topic) => topic.copies <= inSync || topic.copies > brokerCount(example))).toEqual([]);
    expect(number(config, "default.replication.factor")).toBeGreaterThan(inSync);
  });

  it("has room for what its topics may keep, on nine tenths of the disks", () => {
    const kept = ofKind(example.objects, "KafkaTopic")
      .filter((topic) => pick(topic, "spec", "config", "cleanup.policy") === "delete")
      .map((topic) => {
        const bytes = number(topic, "spec", "config", "retention.bytes");
        return bytes * number(topic, "spec", "partitions") * number(topic, "spec", "replicas");
      });
    const disks = pools(example, "broker").map((pool) => {
      const [, gibibytes] = /^(\d+)Gi$/.exec(text(pool, "spec", "storage", "volumes", 0, "size")) ?? [];
      return Number(gibibytes) * GIBIBYTE * number(pool, "spec", "replicas");
    });
    expect(Math.min(...kept)).toBeGreaterThan(GIGABYTE);
    expect(sum(kept)).toBeLessThan(0.9 * sum(disks));
  });

  it("grants access to topics that exist only", () => {
    const known = [...topicNames(example), "*", "__consumer_offsets"];
    const ofSimulator = environment === "idfprod" ? [] : ["alerts-static"];
    for (const user of ofKind(example.objects, "KafkaUser")) {
      expect([...known, ...ofSimulator]).toEqual(expect.arrayContaining(aclNames(user, "topic")));
    }
  });

  it("lets users read, and write to nothing", () => {
    const users = ofKind(example.of.get("alert-stream-broker") ?? [], "KafkaUser");
    const rules = users.flatMap((user) => list(user, "spec", "authorization", "acls"));
    const operations = new Set(rules.flatMap((rule) => list(rule, "operations")));
    expect(operations).toEqual(new Set(["Delete", "Describe", "DescribeConfigs", "Read"]));
    const onTopics = rules.filter((rule) => pick(rule, "resource", "type") === "topic");
    for (const rule of onTopics) expect(list(rule, "operations")).toEqual(["Describe", "DescribeConfigs", "Read"]);
  });

  it("keeps the consumer groups of the users apart", () => {
    const users = ofKind(example.of.get("alert-stream-broker") ?? [], "KafkaUser").filter((user) =>
      pick(user, "spec", "authorization"),
    );
    for (const user of users) expect(aclNames(user, "group")).toEqual([nameOf(user)]);
    for (const [one, other] of pairs(users.map(nameOf))) expect(one.startsWith(other)).toBe(false);
  });

  it("declares the password of every user, and no other", () => {
    const objects = example.of.get("alert-stream-broker") ?? [];
    const references = ofKind(objects, "KafkaUser").flatMap(
      (user) => pick(user, "spec", "authentication", "password", "valueFrom", "secretKeyRef") ?? [],
    );
    const secret = only(objects, environment === "idfdev" ? "Secret" : "VaultSecret");
    const keys =
      environment === "idfdev" ? Object.keys(pick(secret, "stringData") ?? {}) : list(secret, "spec", "keys");
    expect(new Set(references.map((reference) => pick(reference, "key")))).toEqual(new Set(keys));
    for (const reference of references) expect(pick(reference, "name")).toBe(nameOf(secret));
  });

  it("names its superuser as its listener will", () => {
    const superusers = list(example.kafka, "spec", "kafka", "authorization", "superUsers");
    expect(superusers).toEqual(["CN=kafka-admin"]);
    expect(pick(only(example.objects, "KafkaUser", "kafka-admin"), "spec", "authentication", "type")).toBe("tls");
  });

  it("finds the metrics rules that it names, and says none where metrics are off", () => {
    const reference = pick(example.kafka, "spec", "kafka", "metricsConfig", "valueFrom", "configMapKeyRef");
    const rules = ofKind(example.of.get("alert-stream-broker") ?? [], "ConfigMap");
    const named = reference === undefined ? [] : [{ name: pick(reference, "name"), keys: [pick(reference, "key")] }];
    expect(rules.map((each) => ({ name: nameOf(each), keys: Object.keys(pick(each, "data") ?? {}) }))).toEqual(named);
    expect(named).toHaveLength(environment === "idfdev" ? 0 : 1);
  });
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function pairs(names: readonly string[]): [string, string][] {
  return names.flatMap((one) => names.filter((other) => other !== one).map((other): [string, string] => [one, other]));
}
