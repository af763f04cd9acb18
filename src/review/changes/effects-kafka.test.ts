import { describe, expect, it } from "vitest";
import { SYSTEMS } from "../../systems/index.ts";
import { acl, also, type Edit, every, intentOf, put, topic, without } from "../../systems/testing/intent.ts";
import { thing, wholeSystem, workload } from "../../systems/testing/services-intent.ts";
import { told } from "./testing/told.ts";

const KAFKA = "Kafka alert-broker";
const POOL = "KafkaNodePool broker";
const ALERTS = "KafkaTopic alerts";
const CONFIG = "spec/kafka/config";
const EXTERNAL = "spec/kafka/listeners/2";
const VOLUME = "spec/storage/volumes/0";
const same: Edit = (all) => all;
const rolls = (what: string, who = "brokers"): string =>
  `brokers-roll: Kafka alert-broker changes ${what}, so its ${who} restart one after the other.`;
const ALL = "brokers and controllers";

interface Row {
  readonly what: string;
  readonly given?: Edit;
  readonly change: Edit;
  readonly found: readonly string[];
}

const BROKERS: readonly Row[] = [
  { what: "a setting that is taken on while running", change: put(KAFKA, `${CONFIG}/num.io.threads`, 16), found: [] },
  { what: "retention, which is one of them", change: put(KAFKA, `${CONFIG}/log.retention.ms`, 6048000000), found: [] },
  {
    what: "a setting that is read at start",
    change: put(KAFKA, `${CONFIG}/log.retention.hours`, 336),
    found: [rolls("setting log.retention.hours")],
  },
  {
    what: "one that controllers read too",
    change: put(KAFKA, `${CONFIG}/auto.create.topics.enable`, true),
    found: [rolls("setting auto.create.topics.enable", ALL)],
  },
  {
    what: "a setting of a plugin, which nobody knows",
    change: put(KAFKA, `${CONFIG}/my.plugin.url`, "http://x"),
    found: [rolls("setting my.plugin.url")],
  },
  { what: "a setting that Strimzi drops", change: put(KAFKA, `${CONFIG}/listeners`, "x"), found: [] },
  { what: "a default that is said", change: put(KAFKA, `${CONFIG}/num.partitions`, 1), found: [] },
  { what: "the same in quotes", change: put(KAFKA, `${CONFIG}/log.retention.hours`, "168"), found: [] },
  {
    what: "another version",
    change: put(KAFKA, "spec/kafka/version", "4.4.0"),
    found: [rolls("version from 4.3.1 to 4.4.0", ALL)],
  },
  {
    what: "loggers, which are set while running",
    change: put(KAFKA, "spec/kafka/logging", { type: "inline" }),
    found: [],
  },
  {
    what: "templates of Services",
    change: put(KAFKA, "spec/kafka/template", { bootstrapService: { metadata: { labels: { a: "b" } } } }),
    found: [],
  },
  {
    what: "probes",
    change: put(KAFKA, "spec/kafka/livenessProbe", { timeoutSeconds: 5 }),
    found: [rolls("liveness probe", ALL)],
  },
  {
    what: "metrics where there were none",
    change: put(KAFKA, "spec/kafka/metricsConfig", { type: "jmxPrometheusExporter" }),
    found: [rolls("metrics", ALL)],
  },
  {
    what: "JVM options of all",
    change: put(KAFKA, "spec/kafka/jvmOptions", { "-Xmx": "4g" }),
    found: [rolls("JVM options", ALL)],
  },
  {
    what: "JVM options of all where every pool has its own",
    given: every(put(POOL, "spec/jvmOptions", {}), put("KafkaNodePool controller", "spec/jvmOptions", {})),
    change: put(KAFKA, "spec/kafka/jvmOptions", { "-Xmx": "4g" }),
    found: [],
  },
  {
    what: "resources, which v1 has no more",
    change: put(KAFKA, "spec/kafka/resources", { limits: { cpu: 1 } }),
    found: [],
  },
  {
    what: "another super user",
    change: put(KAFKA, "spec/kafka/authorization/superUsers", ["CN=kafka-admin", "CN=other"]),
    found: [rolls("authorization", ALL)],
  },
  {
    what: "resources of a pool",
    change: put(POOL, "spec/resources", { requests: { memory: "8Gi" } }),
    found: ["brokers-roll: KafkaNodePool broker changes resources, so its nodes restart one after the other."],
  },
  {
    what: "the template of a pool's volume claims",
    change: put(POOL, "spec/template", { persistentVolumeClaim: { metadata: { labels: { a: "b" } } } }),
    found: [],
  },
  {
    what: "anything of a paused cluster",
    given: put(KAFKA, "metadata/annotations", { "strimzi.io/pause-reconciliation": "true" }),
    change: every(put(KAFKA, "spec/kafka/version", "4.4.0"), put(POOL, "spec/replicas", 5)),
    found: [],
  },
  {
    what: "a cluster that is paused with the change",
    change: every(
      put(KAFKA, "spec/kafka/version", "4.4.0"),
      put(KAFKA, "metadata/annotations", { "strimzi.io/pause-reconciliation": "true" }),
    ),
    found: [
      "reconciliation-paused: Kafka alert-broker is paused, so Strimzi acts on no change of it until strimzi.io/pause-reconciliation is taken away.",
    ],
  },
];

const NODES: readonly Row[] = [
  {
    what: "more brokers",
    change: put(POOL, "spec/replicas", 5),
    found: [
      "nodes-added: KafkaNodePool broker goes from 3 nodes to 5, so Strimzi adds 2 brokers, which hold nothing until somebody moves partitions to them.",
    ],
  },
  {
    what: "more brokers with automatic rebalancing",
    given: put(KAFKA, "spec/cruiseControl", { autoRebalance: [{ mode: "add-brokers" }] }),
    change: put(POOL, "spec/replicas", 4),
    found: ["nodes-added: KafkaNodePool broker goes from 3 nodes to 4, so Strimzi adds 1 broker."],
  },
  {
    what: "fewer brokers",
    change: put(POOL, "spec/replicas", 2),
    found: [
      "nodes-removed: KafkaNodePool broker goes from 3 nodes to 2, so Strimzi removes 1 broker, and refuses to while they hold partitions.",
    ],
  },
  { what: "another number of controllers", change: put("KafkaNodePool controller", "spec/replicas", 5), found: [] },
  {
    what: "larger volumes",
    change: put(POOL, `${VOLUME}/size`, "200Gi"),
    found: ["volumes-grow: KafkaNodePool broker grows volume 0 from 100Gi to 200Gi on each of its nodes, for good."],
  },
  { what: "smaller volumes, which is a risk", change: put(POOL, `${VOLUME}/size`, "50Gi"), found: [] },
  {
    what: "larger volumes of another class, which Strimzi ignores",
    change: every(put(POOL, `${VOLUME}/size`, "200Gi"), put(POOL, `${VOLUME}/class`, "fast")),
    found: [],
  },
  {
    what: "one more volume",
    change: put(POOL, "spec/storage/volumes/1", { id: 1, type: "persistent-claim", size: "1Gi" }),
    found: ["brokers-roll: KafkaNodePool broker gets volume 1, so its nodes restart one after the other."],
  },
  { what: "what becomes of claims", change: put(POOL, `${VOLUME}/deleteClaim`, true), found: [] },
];

const annotation = (index: number, text: string): Edit =>
  put(KAFKA, `${EXTERNAL}/configuration/brokers/${index}/annotations`, { "metallb.io/loadBalancerIPs": text });

const LISTENERS: readonly Row[] = [
  {
    what: "a load balancer that moves",
    change: annotation(0, "192.0.2.30"),
    found: [
      "load-balancer-moves: Kafka alert-broker moves the load balancer of broker 3 from 192.0.2.3 to 192.0.2.30.",
    ],
  },
  {
    what: "the load balancer of the bootstrap",
    change: put(KAFKA, `${EXTERNAL}/configuration/bootstrap/annotations`, {
      "metallb.io/loadBalancerIPs": "192.0.2.9",
    }),
    found: [
      "load-balancer-moves: Kafka alert-broker moves the load balancer of the bootstrap from 192.0.2.1 to 192.0.2.9.",
    ],
  },
  {
    what: "addresses that are exchanged, which is a risk",
    change: every(annotation(0, "192.0.2.4"), annotation(1, "192.0.2.3")),
    found: [],
  },
  {
    what: "another advertised host",
    change: put(KAFKA, `${EXTERNAL}/configuration/brokers/0/advertisedHost`, "b3.example.org"),
    found: [
      rolls("listener external"),
      "broker-address-changes: Kafka alert-broker sends clients of broker 3 from broker-3.example.org to b3.example.org.",
    ],
  },
  {
    what: "another type",
    change: put(KAFKA, `${EXTERNAL}/type`, "nodeport"),
    found: [
      rolls("listener external"),
      "load-balancer-moves: Listener external of Kafka alert-broker goes from type loadbalancer to nodeport, so its load balancers are deleted and clients find it at another address.",
    ],
  },
  {
    what: "labels of a load balancer",
    change: put(KAFKA, `${EXTERNAL}/configuration/bootstrap/labels`, { a: "b" }),
    found: [],
  },
  { what: "who may reach a listener", change: put(KAFKA, `${EXTERNAL}/networkPolicyPeers`, []), found: [] },
  {
    what: "another port",
    change: put(KAFKA, `${EXTERNAL}/port`, 9095),
    found: [rolls("listener external")],
  },
  {
    what: "a listener more, inside",
    change: put(KAFKA, "spec/kafka/listeners/3", { name: "plain", port: 9095, type: "internal", tls: false }),
    found: [rolls("listener plain")],
  },
  {
    what: "a listener more, outside",
    change: put(KAFKA, "spec/kafka/listeners/3", { name: "web", port: 9095, type: "ingress", tls: true }),
    found: [
      rolls("listener web"),
      "listener-opened: Kafka alert-broker gets listener web of type ingress on port 9095, by which clients outside the cluster may reach it.",
    ],
  },
  {
    what: "another name in the certificate of brokers",
    change: put("Certificate external-tls", "spec/dnsNames/0", "kafka.example.org"),
    found: [
      "brokers-roll: Kafka alert-broker uses Certificate external-tls, so its brokers restart one after the other once it is issued anew.",
      "certificate-reissued: Certificate external-tls changes its names, so it is issued anew.",
    ],
  },
  {
    what: "labels of a certificate",
    change: put("Certificate external-tls", "metadata/labels", { a: "b" }),
    found: [],
  },
];

const TOPICS: readonly Row[] = [
  {
    what: "a new topic",
    change: also(topic("new-ones")),
    found: ["topic-created: Topic new-ones is created with 4 partitions and 3 replicas."],
  },
  { what: "a topic that goes, which is a risk", change: without(ALERTS), found: [] },
  {
    what: "a topic that goes, of a cluster that git does not declare",
    given: without(KAFKA),
    change: without(ALERTS),
    found: [
      "topic-deleted: KafkaTopic alerts is no longer declared; where it is pruned, Strimzi deletes topic alerts and its messages.",
    ],
  },
  {
    what: "more partitions",
    change: put(ALERTS, "spec/partitions", 8),
    found: [
      "partitions-raised: KafkaTopic alerts goes from 4 partitions to 8, so a key's next messages may go to another partition than those before.",
    ],
  },
  { what: "fewer partitions, which is a risk", change: put(ALERTS, "spec/partitions", 2), found: [] },
  {
    what: "partitions that are said now",
    given: put(ALERTS, "spec/partitions", undefined),
    change: put(ALERTS, "spec/partitions", 8),
    found: [],
  },
  { what: "less retention, which is a risk", change: put(ALERTS, "spec/config/retention.bytes", 1000), found: [] },
  {
    what: "more retention",
    change: put(ALERTS, "spec/config/retention.bytes", 2_000_000_000),
    found: [
      "retention-raised: KafkaTopic alerts goes from retention.bytes 1000000000 to 2000000000, so Kafka keeps more and needs more room.",
    ],
  },
  {
    what: "retention without end",
    change: put(ALERTS, "spec/config/retention.bytes", -1),
    found: [
      "retention-raised: KafkaTopic alerts goes from retention.bytes 1000000000 to -1, so Kafka keeps more and needs more room.",
    ],
  },
  {
    what: "other settings",
    change: every(
      put(ALERTS, "spec/config/max.message.bytes", 10),
      put(ALERTS, "spec/config/cleanup.policy", undefined),
    ),
    found: [
      "topic-config-changes: KafkaTopic alerts no longer sets cleanup.policy, so what the brokers have counts and sets max.message.bytes to 10.",
    ],
  },
  { what: "a setting in quotes", change: put(ALERTS, "spec/config/retention.bytes", "1000000000"), found: [] },
  {
    what: "partitions of an unmanaged topic",
    given: put(ALERTS, "metadata/annotations", { "strimzi.io/managed": "false" }),
    change: put(ALERTS, "spec/partitions", 8),
    found: [],
  },
  {
    what: "a topic of the simulator",
    change: put("KafkaTopic replayed", "spec/partitions", 8),
    found: [
      "partitions-raised: KafkaTopic replayed goes from 4 partitions to 8, so a key's next messages may go to another partition than those before.",
    ],
  },
  {
    what: "a topic under another resource",
    change: every(without(ALERTS), also(topic("alerts-of-lsst", { topicName: "alerts", partitions: 1, replicas: 1 }))),
    found: [],
  },
];

const USERS: readonly Row[] = [
  {
    what: "a topic more",
    change: put("KafkaUser alerce", "spec/authorization/acls/2", acl("topic schemas Read")),
    found: ["access-gained: KafkaUser alerce may now read schemas."],
  },
  {
    what: "other consumer groups, without those before, which is a risk",
    change: put("KafkaUser alerce", "spec/authorization/acls/1", acl("group readers-alerce* Read")),
    found: ["access-gained: KafkaUser alerce may now use consumer groups readers-alerce*."],
  },
  { what: "a topic less, which is a risk", change: put("KafkaUser alerce", "spec/authorization/acls", []), found: [] },
  {
    what: "the same rules in another order",
    change: put("KafkaUser alerce", "spec/authorization/acls", [
      acl("group alerce* Read"),
      acl("topic alerts Read Describe"),
    ]),
    found: [],
  },
  {
    what: "quotas",
    given: put("KafkaUser alerce", "spec/quotas", { producerByteRate: 10, requestPercentage: 5 }),
    change: put("KafkaUser alerce", "spec/quotas", { producerByteRate: 20, consumerByteRate: 1 }),
    found: [
      "quota-changed: KafkaUser alerce gets consumerByteRate 1, goes from producerByteRate 10 to 20 and has no requestPercentage any more.",
    ],
  },
];

const OTHERS: readonly Row[] = [
  {
    what: "a registry that goes",
    change: without("StrimziSchemaRegistry schema-registry"),
    found: [
      "registry-removed: StrimziSchemaRegistry schema-registry is no longer declared; where it is pruned, the schema registry goes, and nobody can look up a schema.",
    ],
  },
  {
    what: "an edited registry, which is a risk",
    change: put("StrimziSchemaRegistry schema-registry", "spec/replicas", 3),
    found: [],
  },
  {
    what: "an operator with other images",
    given: also(
      workload("Deployment strimzi-cluster-operator", { env: [{ name: "STRIMZI_KAFKA_IMAGES", value: "4.3.1=a" }] }),
    ),
    change: put("Deployment strimzi-cluster-operator", "spec/template/spec/containers/0/env/0/value", "4.3.1=b"),
    found: [
      "brokers-roll: Deployment strimzi-cluster-operator brings other images for Kafka, so the brokers of every Kafka that it looks after restart one after the other.",
      "pods-restart: Deployment strimzi-cluster-operator changes STRIMZI_KAFKA_IMAGES of main, so its Pods restart.",
    ],
  },
  {
    what: "an Application from another branch that deletes from now on",
    given: also(
      thing("argoproj.io/v1alpha1 Application", "web", {
        spec: { source: { targetRevision: "main" }, syncPolicy: { automated: {} } },
      }),
    ),
    change: every(
      put("Application web", "spec/source/targetRevision", "v2"),
      put("Application web", "spec/syncPolicy/automated/prune", true),
    ),
    found: [
      "sync-changed: Application web is deployed from v2 in place of main and deletes what git no longer declares.",
    ],
  },
];

describe("review/changes/effects of Kafka", () => {
  describe.each([
    ["brokers", BROKERS],
    ["nodes", NODES],
    ["listeners", LISTENERS],
    ["topics", TOPICS],
    ["users", USERS],
    ["others", OTHERS],
  ])("%s", (_, rows) => {
    it.each(rows)("tells what follows from $what", ({ given = same, change, found }) => {
      const objects = given(wholeSystem());
      expect(told(objects, change(objects))).toEqual(found);
    });

    it.each(rows)("says nothing twice of $what", ({ given = same, change }) => {
      const objects = given(wholeSystem());
      const effects = told(objects, change(objects)).map((line) => line.replace(/^.*?: /, "").replace(/\.$/, ""));
      const weighed = { before: intentOf(objects), after: intentOf(change(objects)) };
      const risks = SYSTEMS.flatMap((system) => system.weigh?.(weighed) ?? []);
      const beginnings = risks.map(({ difference }) => (difference.statement ?? "").split(", so ")[0]);
      expect(effects.filter((effect) => beginnings.some((risk) => effect.split(", so ")[0] === risk))).toEqual([]);
    });
  });
});
