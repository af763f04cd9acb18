import {
  isJsonObject,
  type Json,
  type JsonObject,
  type KubernetesObject,
  resourceKey,
  resourceOf,
  toKeyedPath,
} from "../../vocabulary/index.ts";
import type { DeclaredIntent, SystemDifference } from "../system.ts";
import { strimzi } from "./evidence.ts";

const APPLICATION = "alert-stream-broker";

/** What git says, of one application; `unrendered` are namespaces of applications that could not be rendered. */
export function intentOf(objects: readonly KubernetesObject[], unrendered: readonly string[] = []): DeclaredIntent {
  const declared = objects.map((object) => ({ application: APPLICATION, object }));
  const keys = new Set(objects.map((object) => resourceKey(resourceOf(object))));
  return {
    environment: "test",
    declared: {
      objects: declared,
      of: (group, kind) => declared.filter(({ object }) => resourceOf(object).group === group && object.kind === kind),
      applicationOf: (key) => (keys.has(key) ? APPLICATION : null),
    },
    unrendered: unrendered.map((namespace) => ({ name: "broken", namespace })),
    services: { kafka: [], registries: [], objectStore: null, terraform: null, alertDatabase: null },
  };
}

/** Each coupling in one line: rule, object, field. */
export function couplingsOf(differences: readonly SystemDifference[]): string[] {
  return differences.map(({ difference: { reason, resource, path } }) => {
    const name = resource.type === "kubernetes" ? `${resource.kind} ${resource.name}` : "";
    return `${reason}: ${name} ${toKeyedPath(path)}`;
  });
}

const LISTENERS = [
  { name: "internal", port: 9092, type: "internal", tls: true, authentication: { type: "scram-sha-512" } },
  { name: "tls", port: 9093, type: "internal", tls: true, authentication: { type: "tls" } },
  {
    name: "external",
    port: 9094,
    type: "loadbalancer",
    tls: true,
    authentication: { type: "scram-sha-512" },
    configuration: {
      brokerCertChainAndKey: { secretName: "external-tls", certificate: "tls.crt", key: "tls.key" },
      bootstrap: {
        alternativeNames: ["alerts.example.org"],
        annotations: { "metallb.io/loadBalancerIPs": "192.0.2.1" },
      },
      brokers: [3, 4, 5].map((broker) => ({
        broker,
        advertisedHost: `broker-${broker}.example.org`,
        annotations: { "metallb.io/loadBalancerIPs": `192.0.2.${broker}` },
      })),
    },
  },
];

const KAFKA = strimzi("Kafka", "alert-broker", {
  spec: {
    kafka: {
      version: "4.3.1",
      listeners: LISTENERS,
      authorization: { type: "simple", superUsers: ["CN=kafka-admin"] },
      config: {
        "default.replication.factor": 3,
        "min.insync.replicas": 2,
        "offsets.topic.replication.factor": 3,
        "transaction.state.log.replication.factor": 3,
        "transaction.state.log.min.isr": 2,
        "auto.create.topics.enable": false,
        "log.retention.hours": 168,
      },
    },
    entityOperator: { topicOperator: {}, userOperator: {} },
  },
});

/** A KafkaNodePool of three nodes with 100 Gi each. */
export function pool(name: string, role: string, ids: string): KubernetesObject {
  return strimzi("KafkaNodePool", name, {
    metadata: {
      name,
      namespace: "kafka",
      labels: { "strimzi.io/cluster": "alert-broker" },
      annotations: { "strimzi.io/next-node-ids": ids },
    },
    spec: {
      replicas: 3,
      roles: [role],
      storage: { type: "jbod", volumes: [{ id: 0, type: "persistent-claim", size: "100Gi" }] },
    },
  });
}

export function topic(name: string, spec: JsonObject = {}): KubernetesObject {
  return strimzi("KafkaTopic", name, { spec: { partitions: 4, replicas: 3, config: {}, ...spec } });
}

/** A KafkaUser with a password, and these ACLs. */
export function scramUser(name: string, acls: readonly Json[]): KubernetesObject {
  return strimzi("KafkaUser", name, {
    spec: {
      authentication: {
        type: "scram-sha-512",
        password: { valueFrom: { secretKeyRef: { name: "passwords", key: `${name}-password` } } },
      },
      authorization: { type: "simple", acls: [...acls] },
    },
  });
}

/** An ACL: `topic alerts Read Describe`, `group alerce* Read`, `deny topic alerts Write`. */
export function acl(text: string): JsonObject {
  const words = text.split(" ");
  const deny = words[0] === "deny";
  const [type = "", name = "", ...operations] = deny ? words.slice(1) : words;
  const prefix = name.length > 1 && name.endsWith("*");
  const resource = { type, name: prefix ? name.slice(0, -1) : name, patternType: prefix ? "prefix" : "literal" };
  return { resource, operations, type: deny ? "deny" : "allow" };
}

const CERTIFICATE: KubernetesObject = {
  apiVersion: "cert-manager.io/v1",
  kind: "Certificate",
  metadata: { name: "external-tls", namespace: "kafka" },
  spec: {
    secretName: "external-tls",
    dnsNames: ["alerts.example.org", ...[3, 4, 5].map((id) => `broker-${id}.example.org`)],
  },
};

/** The Job that makes this topic and fills it with alerts. */
export function loadJob(topic: string): KubernetesObject {
  const command = [
    "rubin-alert-sim",
    "create-stream",
    "--broker=alert-broker-kafka-bootstrap:9092",
    `--dst-topic=${topic}`,
  ];
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name: "load", namespace: "kafka" },
    spec: { template: { spec: { containers: [{ name: "load", command }] } } },
  };
}

/** A Kafka cluster with everything that belongs to it, in which everything fits. */
export function wholeCluster(): readonly KubernetesObject[] {
  return [
    KAFKA,
    pool("controller", "controller", "[0-2]"),
    pool("broker", "broker", "[3-5]"),
    CERTIFICATE,
    topic("alerts", { config: { "retention.bytes": 1_000_000_000, "cleanup.policy": "delete" } }),
    topic("schemas", { partitions: 1, config: { "cleanup.policy": "compact" } }),
    scramUser("alerce", [acl("topic alerts Read Describe"), acl("group alerce* Read")]),
    scramUser("antares", [acl("topic alerts Read Describe"), acl("group antares* Read")]),
    strimzi("KafkaUser", "kafka-admin", { spec: { authentication: { type: "tls" } } }),
  ];
}

export type Edit = (objects: readonly KubernetesObject[]) => readonly KubernetesObject[];

/** Sets a field of the object of that kind and name, `KafkaTopic alerts`; undefined takes it away. */
export function put(title: string, path: string, value: Json | undefined): Edit {
  return (objects) =>
    objects.map((object) =>
      `${object.kind} ${object.metadata.name}` === title
        ? (withField(object, path.split("/"), value) as KubernetesObject)
        : object,
    );
}

export function also(...more: readonly KubernetesObject[]): Edit {
  return (objects) => [...objects, ...more];
}

export function without(title: string): Edit {
  return (objects) => objects.filter(({ kind, metadata }) => `${kind} ${metadata.name}` !== title);
}

export function every(...edits: readonly Edit[]): Edit {
  return (objects) => edits.reduce((edited, edit) => edit(edited), objects);
}

function withField(
  value: Json | undefined,
  [name, ...rest]: readonly string[],
  to: Json | undefined,
): Json | undefined {
  if (name === undefined) return to;
  if (Array.isArray(value)) {
    const items = value.map((item, index) => (String(index) === name ? (withField(item, rest, to) ?? null) : item));
    return Number(name) === value.length && to !== undefined
      ? [...items, withField(undefined, rest, to) ?? null]
      : items;
  }
  const object = isJsonObject(value) ? value : {};
  return { ...object, [name]: withField(object[name], rest, to) };
}
