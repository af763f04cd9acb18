import type { Json, JsonObject } from "../../../src/vocabulary/index.ts";
import { type Case, type CaseTable, casesOf, changed } from "./case.ts";

const KAFKA: JsonObject = {
  kafka: {
    version: "4.1.0",
    config: { "min.insync.replicas": 2, "auto.create.topics.enable": false },
    authorization: { type: "simple", superUsers: ["admin"] },
    listeners: [
      { name: "internal", port: 9092, type: "internal", tls: false },
      {
        name: "external",
        port: 9094,
        type: "loadbalancer",
        tls: true,
        authentication: { type: "scram-sha-512" },
        configuration: {
          bootstrap: { host: "kafka.example.test", annotations: { "a.b/c": "d" } },
          brokers: [{ broker: 0, advertisedHost: "b0.example.test", advertisedPort: 9094 }],
        },
      },
    ],
    metricsConfig: {
      type: "jmxPrometheusExporter",
      valueFrom: { configMapKeyRef: { name: "metrics", key: "kafka.yaml" } },
    },
    resources: { requests: { memory: "1Gi", cpu: 1 }, limits: { memory: "2Gi" } },
    template: { pod: { affinity: {}, metadata: { labels: { a: "b" } } } },
  },
  entityOperator: { topicOperator: {}, userOperator: {} },
  cruiseControl: {},
};

/** A row: where the base is changed, and to what. */
type Change = readonly [name: string, path: readonly (string | number)[], to: Json | undefined];

const EXTERNAL = ["kafka", "listeners", 1] as const;

const KAFKA_CHANGES: readonly Change[] = [
  ["a listener port that is reserved", [...EXTERNAL, "port"], 9091],
  ["a listener port as text", [...EXTERNAL, "port"], "9094"],
  ["a listener of an unknown type", [...EXTERNAL, "type"], "loadBalancer"],
  ["a listener whose name is in capitals", [...EXTERNAL, "name"], "External"],
  ["a listener whose name is too long", [...EXTERNAL, "name"], "abcdefghijklmnopqrstuvwxyz"],
  ["a listener without tls", [...EXTERNAL, "tls"], undefined],
  ["tls as text", [...EXTERNAL, "tls"], "true"],
  ["an authentication of an unknown type", [...EXTERNAL, "authentication", "type"], "scram"],
  ["no listeners", ["kafka", "listeners"], []],
  ["listeners as a map", ["kafka", "listeners"], { internal: { port: 9092 } }],
  ["a misspelt configuration", [...EXTERNAL, "confguration"], {}],
  ["a broker id as text", [...EXTERNAL, "configuration", "brokers", 0, "broker"], "0"],
  ["a misspelt advertised host", [...EXTERNAL, "configuration", "brokers", 0, "advertizedHost"], "x"],
  ["an advertised port as text", [...EXTERNAL, "configuration", "brokers", 0, "advertisedPort"], "9094"],
  ["an annotation that is a boolean", [...EXTERNAL, "configuration", "bootstrap", "annotations", "x"], true],
  ["metrics without a source", ["kafka", "metricsConfig"], { type: "jmxPrometheusExporter" }],
  ["metrics of an unknown type", ["kafka", "metricsConfig", "type"], "jmx"],
  ["config as text", ["kafka", "config"], "min.insync.replicas=2"],
  ["config with a null", ["kafka", "config", "retention.ms"], null],
  ["a version that is a number", ["kafka", "version"], 4.1],
  ["cpu as a map", ["kafka", "resources", "requests", "cpu"], {}],
  ["cpu as a fraction", ["kafka", "resources", "requests", "cpu"], 0.5],
  ["super users as text", ["kafka", "authorization", "superUsers"], "admin"],
  ["topicOperator as a boolean", ["entityOperator", "topicOperator"], true],
  ["topicOperator as null", ["entityOperator", "topicOperator"], null],
  ["an interval below its minimum", ["entityOperator", "topicOperator", "reconciliationIntervalMs"], -1],
  ["a misspelt entity operator", ["entityOperater"], { topicOperator: {} }],
  ["ZooKeeper of old", ["zookeeper"], { replicas: 3, storage: { type: "ephemeral" } }],
  ["replicas of old", ["kafka", "replicas"], 3],
  [
    "storage of old",
    ["kafka", "storage"],
    { type: "jbod", volumes: [{ id: 0, type: "persistent-claim", size: "1Gi" }] },
  ],
  ["no kafka", ["kafka"], undefined],
  ["rack without a topology key", ["kafka", "rack"], {}],
  ["rack with a topology key", ["kafka", "rack"], { topologyKey: "zone" }],
  ["rack of an unknown type", ["kafka", "rack"], { type: "label", topologyKey: "zone" }],
  ["a certificate that is renewed too early", ["clusterCa"], { renewalDays: 0, validityDays: 10 }],
  ["a template with an unknown part", ["kafka", "template", "pods"], {}],
  ["a maintenance window as text", ["maintenanceTimeWindows"], "* * * * * ?"],
];

const POOL: JsonObject = {
  replicas: 3,
  roles: ["broker"],
  storage: { type: "jbod", volumes: [{ id: 0, type: "persistent-claim", size: "10Gi", deleteClaim: false }] },
};

const POOL_CHANGES: readonly Change[] = [
  ["replicas below zero", ["replicas"], -1],
  ["replicas as text", ["replicas"], "3"],
  ["no roles", ["roles"], undefined],
  ["an unknown role", ["roles"], ["brokers"]],
  ["a role as text", ["roles"], "broker"],
  ["no storage", ["storage"], undefined],
  ["storage of an unknown type", ["storage", "type"], "persistent"],
  ["a volume without a type", ["storage", "volumes", 0, "type"], undefined],
  ["a volume with an id below zero", ["storage", "volumes", 0, "id"], -1],
  ["a volume with its size as a number", ["storage", "volumes", 0, "size"], 10],
  ["a misspelt class", ["storage", "volumes", 0, "storageClass"], "fast"],
  ["the class", ["storage", "volumes", 0, "class"], "fast"],
  ["metadata shared by KRaft", ["storage", "volumes", 0, "kraftMetadata"], "shared"],
  ["metadata shared by nothing", ["storage", "volumes", 0, "kraftMetadata"], "alone"],
];

const TOPIC: JsonObject = { partitions: 3, replicas: 2, config: { "retention.ms": 1000, "cleanup.policy": "compact" } };

const TOPIC_CHANGES: readonly Change[] = [
  ["no partitions", ["partitions"], 0],
  ["partitions as text", ["partitions"], "3"],
  ["partitions as a fraction", ["partitions"], 1.5],
  ["too many replicas", ["replicas"], 32768],
  ["no replicas", ["replicas"], 0],
  ["partitions as null", ["partitions"], null],
  ["a misspelt field", ["partions"], 3],
  ["a misspelt config", ["configs"], { "retention.ms": 1 }],
  ["a config that is null", ["config", "retention.ms"], null],
  ["config as a list", ["config"], ["retention.ms=1"]],
  ["a name that is a number", ["topicName"], 5],
  ["nothing", ["partitions"], undefined],
];

const USER: JsonObject = {
  authentication: { type: "scram-sha-512", password: { valueFrom: { secretKeyRef: { name: "s", key: "k" } } } },
  authorization: {
    type: "simple",
    acls: [{ resource: { type: "topic", name: "alerts", patternType: "literal" }, operations: ["Read"], host: "*" }],
  },
  quotas: { producerByteRate: 1024, requestPercentage: 55 },
};

const ACL = ["authorization", "acls", 0] as const;

const USER_CHANGES: readonly Change[] = [
  ["an unknown authentication", ["authentication", "type"], "scram"],
  ["no type of authentication", ["authentication", "type"], undefined],
  ["days of validity for a password", ["authentication", "validityDays"], 10],
  ["a certificate with days of validity alone", ["authentication"], { type: "tls", validityDays: 10 }],
  ["a certificate with both days", ["authentication"], { type: "tls", validityDays: 10, renewalDays: 5 }],
  ["a certificate", ["authentication"], { type: "tls" }],
  ["an unknown operation", [...ACL, "operations", 0], "Reed"],
  ["an operation in lower case", [...ACL, "operations", 0], "read"],
  ["one operation of old", [...ACL, "operation"], "Read"],
  ["operations as text", [...ACL, "operations"], "Read"],
  ["an unknown resource", [...ACL, "resource", "type"], "topics"],
  ["an unknown pattern", [...ACL, "resource", "patternType"], "prefixed"],
  ["a misspelt pattern", [...ACL, "resource", "pattern"], "prefix"],
  ["no resource", [...ACL, "resource"], undefined],
  ["ACLs as a map", ["authorization", "acls"], {}],
  ["no ACLs", ["authorization", "acls"], undefined],
  ["a quota below zero", ["quotas", "producerByteRate"], -1],
  ["a quota as a fraction", ["quotas", "controllerMutationRate"], 0.5],
  ["a quota as text", ["quotas", "requestPercentage"], "55"],
  ["a password without its key", ["authentication", "password", "valueFrom", "secretKeyRef", "key"], undefined],
  ["a password as text", ["authentication", "password"], "secret"],
];

function specsOf(base: JsonObject, changes: readonly Change[]): Record<string, JsonObject> {
  const specs: Record<string, JsonObject> = { "as it should be": {} };
  for (const [name, path, to] of changes) {
    const [field] = path;
    const whole = changed(base, path, to);
    if (typeof field !== "string" || typeof whole !== "object" || whole === null || Array.isArray(whole)) continue;
    specs[name] = { [field]: whole[field] };
  }
  return specs;
}

/** Strimzi's resources of one version of its API: as they should be, and with one mistake each. */
export function strimziCases(version: string): readonly Case[] {
  const apiVersion = `kafka.strimzi.io/${version}`;
  const table = (kind: string, base: JsonObject, changes: readonly Change[]): CaseTable => ({
    apiVersion,
    kind,
    base,
    specs: specsOf(base, changes),
    labels: { "strimzi.io/cluster": "alert-broker" },
  });
  return [
    table("Kafka", KAFKA, KAFKA_CHANGES),
    table("KafkaNodePool", POOL, POOL_CHANGES),
    table("KafkaTopic", TOPIC, TOPIC_CHANGES),
    table("KafkaUser", USER, USER_CHANGES),
  ].flatMap(casesOf);
}
