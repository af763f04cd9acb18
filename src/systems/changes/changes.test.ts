import { describe, expect, it } from "vitest";
import { SYSTEMS } from "../index.ts";
import { acl, also, couplingsOf, type Edit, every, intentOf, put, topic, without } from "../testing/intent.ts";
import { tell, wholeSystem } from "../testing/services-intent.ts";

const KAFKA = "Kafka alert-broker";
const ALERTS = "KafkaTopic alerts";
const SCHEMAS = "KafkaTopic schemas";
const POOL = "KafkaNodePool broker";
const CONFIG = "spec/kafka/config";
const VOLUME = "spec/storage/volumes/0";
const VOLUME_PATH = "/spec/storage/volumes/[id=0]";
const BROKERS = "spec/kafka/listeners/2/configuration/brokers";
const BROKER = (id: number) => `/spec/kafka/listeners/[name=external]/configuration/brokers/[broker=${id}]`;
const address = (index: number, text: string) =>
  put(KAFKA, `${BROKERS}/${index}/annotations`, { "metallb.io/loadBalancerIPs": text });
const host = (index: number, text: string) => put(KAFKA, `${BROKERS}/${index}/advertisedHost`, text);
const bootstrap = (text: string) =>
  put(KAFKA, "spec/kafka/listeners/2/configuration/bootstrap/annotations", { "metallb.io/loadBalancerIPs": text });
const brokerOutside = (broker: number) => ({
  broker,
  advertisedHost: `broker-${broker}.example.org`,
  annotations: { "metallb.io/loadBalancerIPs": `192.0.2.${broker}` },
});
const WORD = (index: number) => `/spec/template/spec/containers/[name=main]/command/${index}`;
const REGISTRY = "StrimziSchemaRegistry schema-registry";
const unmanaged = (title: string) => put(title, "metadata/annotations", { "strimzi.io/managed": "false" });
const kept = (title: string, annotations: Record<string, string>) => put(title, "metadata/annotations", annotations);
const POOL_TYPE = [`storage-change-ignored: ${POOL} /spec/storage/type`];
const CLAIM = { type: "persistent-claim", size: "100Gi" };
const same: Edit = (all) => all;

interface Row {
  readonly what: string;
  /** What git said before the change. */
  readonly before?: Edit;
  readonly change: Edit;
  readonly found: readonly string[];
  /** Namespaces of applications that did not render after the change. */
  readonly unrendered?: readonly string[];
}

const TOPICS: readonly Row[] = [
  { what: "nothing", change: same, found: [] },
  {
    what: "fewer partitions",
    change: put(ALERTS, "spec/partitions", 2),
    found: [`partitions-lowered: ${ALERTS} /spec/partitions`],
  },
  { what: "more partitions", change: put(ALERTS, "spec/partitions", 8), found: [] },
  { what: "partitions no longer said", change: put(ALERTS, "spec/partitions", undefined), found: [] },
  {
    what: "fewer partitions of an unmanaged topic",
    before: unmanaged(ALERTS),
    change: put(ALERTS, "spec/partitions", 2),
    found: [],
  },
  {
    what: "other replicas",
    change: put(ALERTS, "spec/replicas", 2),
    found: [`replicas-changed: ${ALERTS} /spec/replicas`],
  },
  {
    what: "other replicas with Cruise Control",
    before: put(KAFKA, "spec/cruiseControl", {}),
    change: put(ALERTS, "spec/replicas", 2),
    found: [],
  },
  {
    what: "other replicas where Cruise Control is null",
    before: put(KAFKA, "spec/cruiseControl", null),
    change: put(ALERTS, "spec/replicas", 2),
    found: [`replicas-changed: ${ALERTS} /spec/replicas`],
  },
  {
    what: "another name",
    change: put(ALERTS, "spec/topicName", "alerts-v2"),
    found: [`topic-name-changed: ${ALERTS} /spec/topicName`],
  },
  { what: "the same name, said", change: put(ALERTS, "spec/topicName", "alerts"), found: [] },
  { what: "a topic gone", change: without(ALERTS), found: [`topic-removed: ${ALERTS} `] },
  { what: "an unmanaged topic gone", before: unmanaged(ALERTS), change: without(ALERTS), found: [] },
  {
    what: "a topic gone that Argo CD does not prune",
    before: kept(ALERTS, { "argocd.argoproj.io/sync-options": "Validate=false, Prune=false" }),
    change: without(ALERTS),
    found: [],
  },
  {
    what: "a topic gone that Helm keeps",
    before: kept(ALERTS, { "helm.sh/resource-policy": "keep" }),
    change: without(ALERTS),
    found: [],
  },
  {
    what: "a topic gone that only outlives its Application",
    before: kept(ALERTS, { "argocd.argoproj.io/sync-options": "Delete=false" }),
    change: without(ALERTS),
    found: [`topic-removed: ${ALERTS} `],
  },
  { what: "a topic gone where not all is known", change: without(ALERTS), found: [], unrendered: ["kafka"] },
  {
    what: "a topic under another resource",
    change: every(without(ALERTS), also(topic("alerts-of-lsst", { topicName: "alerts" }))),
    found: [],
  },
  {
    what: "compaction gone",
    change: put(SCHEMAS, "spec/config/cleanup.policy", "delete"),
    found: [`compaction-dropped: ${SCHEMAS} /spec/config/cleanup.policy`],
  },
  {
    what: "the policy gone",
    change: put(SCHEMAS, "spec/config", {}),
    found: [`compaction-dropped: ${SCHEMAS} /spec/config/cleanup.policy`],
  },
  {
    what: "compaction with deletion",
    change: put(SCHEMAS, "spec/config/cleanup.policy", ["compact", "delete"]),
    found: [`compaction-dropped: ${SCHEMAS} /spec/config/cleanup.policy`],
  },
  {
    what: "compaction gone where messages were deleted too",
    before: put(SCHEMAS, "spec/config/cleanup.policy", "compact,delete"),
    change: put(SCHEMAS, "spec/config/cleanup.policy", "delete"),
    found: [],
  },
  {
    what: "compaction with deletion that no limit brings about",
    before: put(SCHEMAS, "spec/config", { "cleanup.policy": "compact", "retention.ms": -1, "retention.bytes": -1 }),
    change: put(SCHEMAS, "spec/config/cleanup.policy", "compact,delete"),
    found: [],
  },
  {
    what: "compaction with deletion by a limit that is new",
    change: put(SCHEMAS, "spec/config", { "cleanup.policy": "compact,delete", "retention.ms": 1000 }),
    found: [`compaction-dropped: ${SCHEMAS} /spec/config/cleanup.policy`],
  },
  { what: "compaction of another topic", change: put(ALERTS, "spec/config/cleanup.policy", "compact"), found: [] },
  {
    what: "less retention",
    change: put(ALERTS, "spec/config/retention.bytes", "500000000"),
    found: [`retention-lowered: ${ALERTS} /spec/config/retention.bytes`],
  },
  { what: "more retention", change: put(ALERTS, "spec/config/retention.bytes", 2_000_000_000), found: [] },
  { what: "retention without end", change: put(ALERTS, "spec/config/retention.bytes", -1), found: [] },
  {
    what: "less than what the brokers have",
    change: put(ALERTS, "spec/config/retention.ms", 3_600_000),
    found: [`retention-lowered: ${ALERTS} /spec/config/retention.ms`],
  },
  { what: "what the brokers have, said", change: put(ALERTS, "spec/config/retention.ms", 604_800_000), found: [] },
  { what: "retention of a compacted topic", change: put(SCHEMAS, "spec/config/retention.ms", 1000), found: [] },
  { what: "retention that is no number", change: put(ALERTS, "spec/config/retention.bytes", "1Gi"), found: [] },
];

const CLUSTER: readonly Row[] = [
  {
    what: "less retention for all",
    change: put(KAFKA, `${CONFIG}/log.retention.hours`, 24),
    found: [`retention-lowered: ${KAFKA} /spec/kafka/config/log.retention.hours`],
  },
  { what: "more retention for all", change: put(KAFKA, `${CONFIG}/log.retention.minutes`, 20_160), found: [] },
  {
    what: "a smaller volume",
    change: put(POOL, `${VOLUME}/size`, "50Gi"),
    found: [`storage-shrunk: ${POOL} ${VOLUME_PATH}/size`],
  },
  { what: "the same size in other words", change: put(POOL, `${VOLUME}/size`, "102400Mi"), found: [] },
  { what: "a larger volume", change: put(POOL, `${VOLUME}/size`, "1Ti"), found: [] },
  {
    what: "another class",
    change: put(POOL, `${VOLUME}/class`, "fast"),
    found: [`storage-change-ignored: ${POOL} ${VOLUME_PATH}/class`],
  },
  {
    what: "a pool that holds nothing for long",
    change: put(POOL, "spec/storage", { type: "ephemeral" }),
    found: POOL_TYPE,
  },
  {
    what: "a pool that begins to keep data",
    before: put(POOL, "spec/storage", { type: "ephemeral" }),
    change: put(POOL, "spec/storage", CLAIM),
    found: POOL_TYPE,
  },
  {
    what: "one volume that turns ephemeral",
    before: put(POOL, "spec/storage", CLAIM),
    change: put(POOL, "spec/storage", { type: "ephemeral" }),
    found: POOL_TYPE,
  },
  {
    what: "the same volume in a list",
    before: put(POOL, "spec/storage", CLAIM),
    change: put(POOL, "spec/storage", { type: "jbod", volumes: [{ id: 0, ...CLAIM }] }),
    found: POOL_TYPE,
  },
  {
    what: "a volume gone",
    before: put(POOL, "spec/storage/volumes/1", { id: 1, type: "persistent-claim", size: "1Ti" }),
    change: put(POOL, "spec/storage/volumes", [{ id: 0, type: "persistent-claim", size: "100Gi" }]),
    found: [`storage-shrunk: ${POOL} /spec/storage/volumes`],
  },
  {
    what: "a volume more",
    change: put(POOL, "spec/storage/volumes/1", { id: 1, type: "persistent-claim", size: "1Gi" }),
    found: [],
  },
  {
    what: "storage that Strimzi does not read",
    before: put(KAFKA, "spec/kafka/storage", { type: "persistent-claim", size: "2Gi" }),
    change: put(KAFKA, "spec/kafka/storage/size", "1Gi"),
    found: [],
  },
  {
    what: "an older Kafka",
    change: put(KAFKA, "spec/kafka/version", "4.2.0"),
    found: [`kafka-downgraded: ${KAFKA} /spec/kafka/version`],
  },
  { what: "a newer Kafka", change: put(KAFKA, "spec/kafka/version", "4.10.0"), found: [] },
  {
    what: "older metadata",
    before: put(KAFKA, "spec/kafka/metadataVersion", "4.1-IV1"),
    change: put(KAFKA, "spec/kafka/metadataVersion", "3.9-IV0"),
    found: [`kafka-downgraded: ${KAFKA} /spec/kafka/metadataVersion`],
  },
  {
    what: "a shorter name of the same metadata",
    before: put(KAFKA, "spec/kafka/metadataVersion", "4.1-IV1"),
    change: put(KAFKA, "spec/kafka/metadataVersion", "4.1"),
    found: [],
  },
  {
    what: "the cluster gone",
    change: (all) => all.filter(({ kind }) => !["Kafka", "KafkaNodePool"].includes(kind)),
    found: [`cluster-removed: ${KAFKA} `],
  },
  { what: "a pool gone", change: without(POOL), found: [`cluster-removed: ${POOL} `] },
  { what: "the cluster gone where not all is known", change: without(KAFKA), found: [], unrendered: ["kafka"] },
];

const LISTENERS: readonly Row[] = [
  {
    what: "two addresses exchanged",
    change: every(address(0, "192.0.2.4"), address(1, "192.0.2.3")),
    found: [`addresses-swapped: ${KAFKA} ${BROKER(3)}/annotations/metallb.io~1loadBalancerIPs`],
  },
  {
    what: "three addresses in a ring",
    change: every(address(0, "192.0.2.4"), address(1, "192.0.2.5"), address(2, "192.0.2.3")),
    found: [`addresses-swapped: ${KAFKA} ${BROKER(3)}/annotations/metallb.io~1loadBalancerIPs`],
  },
  {
    what: "a broker's address for the bootstrap",
    change: every(bootstrap("192.0.2.3"), address(0, "192.0.2.1")),
    found: [
      `addresses-swapped: ${KAFKA} /spec/kafka/listeners/[name=external]/configuration/bootstrap/annotations/metallb.io~1loadBalancerIPs`,
    ],
  },
  {
    what: "hosts exchanged",
    change: every(host(0, "broker-4.example.org"), host(1, "broker-3.example.org")),
    found: [`addresses-swapped: ${KAFKA} ${BROKER(3)}/advertisedHost`],
  },
  {
    what: "the bootstrap's name for a broker",
    change: host(0, "alerts.example.org"),
    found: [`addresses-swapped: ${KAFKA} ${BROKER(3)}/advertisedHost`],
  },
  { what: "an address that its owner keeps", change: address(0, "192.0.2.4"), found: [] },
  {
    what: "a host that its owner keeps",
    change: host(0, "broker-4.example.org"),
    found: [`addresses-swapped: ${KAFKA} ${BROKER(3)}/advertisedHost`],
  },
  { what: "a host that was shared before", before: host(0, "broker-4.example.org"), change: same, found: [] },
  { what: "new addresses", change: every(address(0, "198.51.100.3"), address(1, "198.51.100.4")), found: [] },
  { what: "a new broker with the address of one that went", change: put(KAFKA, `${BROKERS}/0/broker`, 6), found: [] },
  { what: "the list in another order", change: put(KAFKA, BROKERS, [5, 4, 3].map(brokerOutside)), found: [] },
  {
    what: "the outer listener gone",
    change: put(KAFKA, "spec/kafka/listeners", []),
    found: [`listener-removed: ${KAFKA} /spec/kafka/listeners`],
  },
  {
    what: "another port outside",
    change: put(KAFKA, "spec/kafka/listeners/2/port", 9095),
    found: [`listener-changed: ${KAFKA} /spec/kafka/listeners/[name=external]/port`],
  },
  {
    what: "another login outside",
    change: put(KAFKA, "spec/kafka/listeners/2/authentication", { type: "tls" }),
    found: [`listener-changed: ${KAFKA} /spec/kafka/listeners/[name=external]/authentication/type`],
  },
  { what: "another port inside", change: put(KAFKA, "spec/kafka/listeners/1/port", 9095), found: [] },
];

const USERS: readonly Row[] = [
  {
    what: "a topic less",
    change: put("KafkaUser alerce", "spec/authorization/acls", [acl("topic replayed Read")]),
    found: ["access-lost: KafkaUser alerce /spec/authorization/acls"],
  },
  {
    what: "a topic more",
    change: put("KafkaUser alerce", "spec/authorization/acls/2", acl("topic replayed Read")),
    found: [],
  },
  {
    what: "the same rights in other words",
    change: put("KafkaUser alerce", "spec/authorization/acls", [acl("topic alert* All"), acl("group alerce* Read")]),
    found: [],
  },
  {
    what: "a denial",
    change: put("KafkaUser alerce", "spec/authorization/acls/2", acl("deny topic alerts Read")),
    found: ["access-lost: KafkaUser alerce /spec/authorization/acls"],
  },
  {
    what: "other consumer groups",
    change: put("KafkaUser alerce", "spec/authorization/acls/1", acl("group readers-alerce* Read")),
    found: ["access-lost: KafkaUser alerce /spec/authorization/acls"],
  },
  {
    what: "rights on a topic that goes too",
    before: also(topic("old")),
    change: every(unmanaged("KafkaTopic old"), without("KafkaTopic old")),
    found: ["topic-removed: KafkaTopic old "],
  },
  {
    what: "a topic that a program no longer reads",
    change: put("KafkaUser alert-database-ingester", "spec/authorization/acls", []),
    found: [],
  },
  {
    what: "another login",
    change: put("KafkaUser alerce", "spec/authentication", { type: "tls" }),
    found: ["login-changed: KafkaUser alerce /spec/authentication/type"],
  },
  { what: "a user gone", change: without("KafkaUser alerce"), found: ["user-removed: KafkaUser alerce "] },
  { what: "a user gone where not all is known", change: without("KafkaUser alerce"), found: [], unrendered: ["kafka"] },
];

const ARCHIVE: readonly Row[] = [
  {
    what: "another bucket",
    change: tell("Deployment ingester", "--bucket-alerts=packets-v2"),
    found: [`archive-moved: Deployment ingester ${WORD(7)}`],
  },
  {
    what: "another object store",
    change: tell("Deployment ingester", "--endpoint-url=https://s3.example.com"),
    found: [`archive-moved: Deployment ingester ${WORD(9)}`],
  },
  {
    what: "another group",
    change: tell("Deployment ingester", "--kafka-group=archive"),
    found: [`group-changed: Deployment ingester ${WORD(10)}`],
  },
  {
    what: "another name",
    change: put("Deployment ingester", "metadata/name", "ingester-2"),
    found: ["ingester-renamed: Deployment ingester-2 /metadata/name"],
  },
  { what: "an ingester gone", change: without("Deployment ingester"), found: [] },
];

const SCHEMAS_KEPT: readonly Row[] = [
  {
    what: "an edit that nobody acts on",
    change: every(put(REGISTRY, "spec/replicas", 3), put(REGISTRY, "spec/compatibilityLevel", "NONE")),
    found: [`registry-edit-ignored: ${REGISTRY} /spec/compatibilityLevel`],
  },
  { what: "another label", change: put(REGISTRY, "metadata/labels", { team: "alerts" }), found: [] },
  { what: "a field that says nothing", change: put(REGISTRY, "spec/cpuLimit", null), found: [] },
  { what: "another name, which is another registry", change: put(REGISTRY, "metadata/name", "schemas-2"), found: [] },
];

describe("systems/changes", () => {
  describe.each([
    ["topics", TOPICS],
    ["cluster", CLUSTER],
    ["listeners", LISTENERS],
    ["users", USERS],
    ["archive", ARCHIVE],
    ["schema registries", SCHEMAS_KEPT],
  ])("%s", (_, rows) => {
    it.each(rows)("$what", ({ before = same, change, found, unrendered = [] }) => {
      const objects = before(wholeSystem());
      const weighed = { before: intentOf(objects), after: intentOf(change(objects), unrendered) };
      expect(couplingsOf(SYSTEMS.flatMap((system) => system.weigh?.(weighed) ?? []))).toEqual(found);
    });
  });

  it("names users who lose the same together", () => {
    const objects = wholeSystem();
    const lose = every(
      put("KafkaUser alerce", "spec/authorization/acls", []),
      put("KafkaUser antares", "spec/authorization/acls", []),
    );
    const weighed = { before: intentOf(objects), after: intentOf(lose(objects)) };
    const found = SYSTEMS.flatMap((system) => system.weigh?.(weighed) ?? []);
    expect(found.map(({ difference }) => difference.statement)).toEqual([
      "KafkaUser alerce (like antares) may no longer read alerts and use consumer groups that begin with its name; make sure that it need not",
    ]);
  });

  it("names the limit that counts for what was kept for good", () => {
    const objects = wholeSystem();
    const change = put(SCHEMAS, "spec/config/cleanup.policy", "compact,delete");
    const weighed = { before: intentOf(objects), after: intentOf(change(objects)) };
    const [found] = SYSTEMS.flatMap((system) => system.weigh?.(weighed) ?? []);
    expect(found?.difference.statement).toBe(
      "KafkaTopic schemas goes from cleanup.policy compact to compact,delete, so Kafka deletes by retention.ms 604800000 what it kept for good; keep compact",
    );
  });

  it("says who takes whose address", () => {
    const objects = wholeSystem();
    const change = every(address(0, "192.0.2.4"), address(1, "192.0.2.3"));
    const weighed = { before: intentOf(objects), after: intentOf(change(objects)) };
    const [found] = SYSTEMS.flatMap((system) => system.weigh?.(weighed) ?? []);
    expect(found?.difference.statement).toBe(
      "Listener external of Kafka alert-broker moves addresses about: broker 3 takes 192.0.2.4 of broker 4 and broker 4 takes 192.0.2.3 of broker 3, so clients reach another broker than they ask for; keep each address where it was",
    );
  });
});
