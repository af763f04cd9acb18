import { describe, expect, it } from "vitest";
import type { Json } from "../../../vocabulary/index.ts";
import {
  also,
  couplingsOf,
  type Edit,
  every,
  intentOf,
  put,
  topic,
  wholeCluster,
  without,
} from "../../testing/intent.ts";
import { coupleTopics } from "./index.ts";

type Row = readonly [string, Edit, readonly string[], (readonly string[])?];

const KAFKA = "Kafka alert-broker";
const BROKER = "KafkaNodePool broker";
const ALERTS = "KafkaTopic alerts";

/** One more topic of one partition, with this config. */
function config(values: Record<string, Json>, spec: Record<string, Json> = {}): Edit {
  return also(topic("more", { partitions: 1, config: values, ...spec }));
}

function refused(key: string): readonly string[] {
  return [`refused-topic-config: KafkaTopic more /spec/config/${key}`];
}

const ROWS: Readonly<Record<string, readonly Row[]>> = {
  topics: [["in which everything fits", (objects) => objects, []]],
  "unknown-cluster": [
    [
      "a label that names no Kafka",
      put(ALERTS, "metadata/labels", { "strimzi.io/cluster": "alert-brokr" }),
      ["unknown-cluster: KafkaTopic alerts /metadata/labels/strimzi.io~1cluster"],
    ],
    [
      "several topics as one fault",
      every(
        put(ALERTS, "metadata/labels", { "strimzi.io/cluster": "alert-brokr" }),
        put("KafkaTopic schemas", "metadata/labels", { "strimzi.io/cluster": "alert-brokr" }),
      ),
      ["unknown-cluster: KafkaTopic alerts /metadata/labels/strimzi.io~1cluster"],
    ],
    ["a label that may name one", put(ALERTS, "metadata/labels", { "strimzi.io/cluster": "other" }), [], ["kafka"]],
    [
      "a Topic Operator that looks elsewhere",
      every(
        put(KAFKA, "spec/entityOperator/topicOperator/watchedNamespace", "topics"),
        put(ALERTS, "metadata/namespace", "topics"),
        without("KafkaTopic schemas"),
      ),
      [],
    ],
  ],
  "no-entity-operator": [
    [
      "none in the Kafka",
      put(KAFKA, "spec/entityOperator/topicOperator", null),
      ["no-entity-operator: Kafka alert-broker /spec/entityOperator/topicOperator"],
    ],
    ["none that is known of", put(KAFKA, "spec/entityOperator/topicOperator", null), [], ["kafka"]],
  ],
  "topic-collision": [
    [
      "the same topic twice",
      also(topic("other", { topicName: "alerts" })),
      ["topic-collision: KafkaTopic other /spec/topicName"],
    ],
    [
      "a dot and an underscore",
      every(also(topic("a.b"), topic("ab", { topicName: "a_b" }))),
      ["topic-collision: KafkaTopic ab /spec/topicName"],
    ],
    ["the same KafkaTopic from two applications", also(topic("alerts")), []],
    ["a dash is another name", also(topic("a.b"), topic("a-b")), []],
  ],
  "replicas-exceed-brokers": [
    ["four of three", put(ALERTS, "spec/replicas", 4), ["replicas-exceed-brokers: KafkaTopic alerts /spec/replicas"]],
    [
      "several topics as one fault",
      every(put(ALERTS, "spec/replicas", 4), put("KafkaTopic schemas", "spec/replicas", 4)),
      ["replicas-exceed-brokers: KafkaTopic alerts /spec/replicas"],
    ],
    ["as many as the brokers' config wants, too", put(BROKER, "spec/replicas", 2), []],
    ["brokers that may be elsewhere", put(ALERTS, "spec/replicas", 4), [], ["kafka"]],
    ["replicas that the brokers decide", put(ALERTS, "spec/replicas", undefined), []],
  ],
  "min-isr": [
    [
      "above its replicas",
      put(ALERTS, "spec/config/min.insync.replicas", 4),
      ["min-isr-exceeds-replicas: KafkaTopic alerts /spec/config/min.insync.replicas"],
    ],
    [
      "as the brokers say",
      put(ALERTS, "spec/replicas", 1),
      ["min-isr-exceeds-replicas: KafkaTopic alerts /spec/replicas"],
    ],
    [
      "as many as its replicas",
      put(ALERTS, "spec/replicas", 2),
      ["min-isr-equals-replicas: KafkaTopic alerts /spec/replicas"],
    ],
    ["what the brokers' config already breaks", put(KAFKA, "spec/kafka/config/min.insync.replicas", 3), []],
    [
      "worse than the brokers' config",
      every(put(KAFKA, "spec/kafka/config/min.insync.replicas", 3), put(ALERTS, "spec/replicas", 2)),
      ["min-isr-exceeds-replicas: KafkaTopic alerts /spec/replicas"],
    ],
    [
      "one of one, which is a choice",
      every(put(ALERTS, "spec/replicas", 1), put(ALERTS, "spec/config/min.insync.replicas", "1")),
      [],
    ],
    [
      "an application elsewhere",
      put(ALERTS, "spec/replicas", 2),
      ["min-isr-equals-replicas: KafkaTopic alerts /spec/replicas"],
      ["kafka"],
    ],
  ],
  "null-topic-config": [
    [
      "a key without a value",
      put(ALERTS, "spec/config/retention.ms", null),
      ["null-topic-config: KafkaTopic alerts /spec/config/retention.ms"],
    ],
  ],
  "refused-topic-config": [
    ["a word for a number", config({ "retention.ms": "7d" }), refused("retention.ms")],
    ["a fraction for a whole number", config({ "retention.ms": 1.5 }), refused("retention.ms")],
    ["a number as text", config({ "retention.ms": " 604800000 " }), []],
    ["a map", config({ "retention.ms": { days: 7 } }), refused("retention.ms")],
    ["a yes for a boolean", config({ preallocate: "yes" }), refused("preallocate")],
    ["a boolean", config({ preallocate: true }), []],
    ["an unknown compression", config({ "compression.type": "zip" }), refused("compression.type")],
    ["a list of policies", config({ "cleanup.policy": ["compact", "delete"] }), []],
    ["an unknown policy", config({ "cleanup.policy": "remove" }), refused("cleanup.policy")],
    ["a misspelt key", config({ "retention.byte": 1 }), refused("retention.byte")],
    ["a key in another spelling", config({ retention_ms: 1 }), refused("retention_ms")],
    ["a key of camels", config({ retentionMs: 1 }), refused("retentionMs")],
    ["what brokers call it", config({ "log.retention.hours": 1 }), refused("log.retention.hours")],
    ["a key that a newer Kafka may have", config({ "local.retention.days": 1, "mirror.topic.size": 2 }), []],
  ],
  "idle-topic-config": [
    [
      "a limit where nothing is deleted",
      config({ "cleanup.policy": "compact", "retention.ms": 1000 }),
      ["idle-topic-config: KafkaTopic more /spec/config/retention.ms"],
    ],
    ["no limit", config({ "cleanup.policy": "compact", "retention.ms": -1 }), []],
    ["both policies", config({ "cleanup.policy": "compact,delete", "retention.ms": 1000 }), []],
  ],
  "retention-exceeds-storage": [
    [
      "one topic more than all disks",
      put(ALERTS, "spec/config/retention.bytes", "30000000000"),
      ["retention-exceeds-storage: KafkaTopic alerts /spec/config/retention.bytes"],
    ],
    [
      "one partition more than a disk",
      every(
        put(ALERTS, "spec/config/retention.bytes", 200_000_000_000),
        put(ALERTS, "spec/partitions", 1),
        put(ALERTS, "spec/replicas", 1),
        put(ALERTS, "spec/config/min.insync.replicas", 1),
      ),
      ["retention-exceeds-storage: KafkaTopic alerts /spec/config/retention.bytes"],
    ],
    [
      "all topics together",
      every(put(ALERTS, "spec/config/retention.bytes", 20_000_000_000), config({ "retention.bytes": 30_000_000_000 })),
      ["retention-exceeds-storage: Kafka alert-broker "],
    ],
    [
      "all topics together, and one of them alone",
      every(put(ALERTS, "spec/config/retention.bytes", 30_000_000_000), config({ "retention.bytes": 1_000_000_000 })),
      [
        "retention-exceeds-storage: KafkaTopic alerts /spec/config/retention.bytes",
        "retention-exceeds-storage: Kafka alert-broker ",
      ],
    ],
    [
      "all together, but one without a limit",
      every(
        put(ALERTS, "spec/config/retention.bytes", 20_000_000_000),
        config({ "retention.bytes": 30_000_000_000 }),
        also(topic("endless")),
      ),
      [],
    ],
    [
      "what all topics inherit",
      put(KAFKA, "spec/kafka/config/log.retention.bytes", 350_000_000_000),
      ["retention-exceeds-storage: Kafka alert-broker /spec/kafka/config/log.retention.bytes"],
    ],
    [
      "all together, but one with partitions as the brokers decide",
      every(
        put(ALERTS, "spec/config/retention.bytes", 20_000_000_000),
        config({ "retention.bytes": 30_000_000_000 }),
        also(topic("vague", { partitions: null, config: { "retention.bytes": 1000 } })),
      ),
      [],
    ],
    [
      "a limit that a compacted topic never looks at",
      config({ "cleanup.policy": "compact", "retention.bytes": 9e12 }),
      ["idle-topic-config: KafkaTopic more /spec/config/retention.bytes"],
    ],
    [
      "a disk that does not say its size",
      every(put(ALERTS, "spec/config/retention.bytes", 9e12), put(BROKER, "spec/storage", { type: "ephemeral" })),
      [],
    ],
    ["disks that may be elsewhere", put(ALERTS, "spec/config/retention.bytes", 9e12), [], ["kafka"]],
    ["a topic that compacts", put("KafkaTopic schemas", "spec/config/retention.bytes", -1), []],
    [
      "two volumes a broker",
      every(
        put(
          BROKER,
          "spec/storage/volumes",
          ["1Ti", "1Ti"].map((size, id) => ({ id, type: "persistent-claim", size })),
        ),
        put(ALERTS, "spec/config/retention.bytes", 30_000_000_000),
      ),
      [],
    ],
  ],
};

describe("systems/topics/couplings", () => {
  for (const [rule, rows] of Object.entries(ROWS)) {
    for (const [title, edit, expected, unrendered = []] of rows) {
      it(`${rule}: ${title}`, () => {
        expect(couplingsOf(coupleTopics(intentOf(edit(wholeCluster()), unrendered)))).toEqual(expected);
      });
    }
  }

  it.each<[string, Json, string]>([
    ["retention.ms", "7d", "KafkaTopic more sets retention.ms to 7d, which Kafka refuses; write a whole number"],
    [
      "min.cleanable.dirty.ratio",
      "half",
      "KafkaTopic more sets min.cleanable.dirty.ratio to half, which Kafka refuses; write a number",
    ],
    ["preallocate", "yes", "KafkaTopic more sets preallocate to yes, which Kafka refuses; write true or false"],
    [
      "message.timestamp.type",
      "now",
      "KafkaTopic more sets message.timestamp.type to now, which Kafka refuses; write one of CreateTime, LogAppendTime",
    ],
    [
      "retention.bites",
      1,
      "KafkaTopic more sets retention.bites, which is no topic config, so Kafka refuses the topic; write retention.bytes",
    ],
  ])("says what Kafka takes for %s instead of %s", (key, value, statement) => {
    const [found] = coupleTopics(intentOf(config({ [key]: value })(wholeCluster())));
    expect(found?.difference.statement).toBe(statement);
  });

  it.each([
    [
      "other",
      "alerts",
      "KafkaTopics alerts and other both stand for topic alerts of Kafka alert-broker, so the Topic Operator heeds the older one only; keep one of them",
    ],
    [
      "ab",
      "a_b",
      "Topics a.b and a_b of Kafka alert-broker differ in . and _ only, so Kafka refuses the second; rename one of them",
    ],
  ])("says what KafkaTopic %s collides with by the name %s", (name, topicName, statement) => {
    const edit = also(topic("a.b"), topic(name, { topicName }));
    expect(coupleTopics(intentOf(edit(wholeCluster()))).map(({ difference }) => difference.statement)).toEqual([
      statement,
    ]);
  });

  it("says by how much the disks are too small", () => {
    const edit = put(ALERTS, "spec/config/retention.bytes", "30000000000");
    expect(coupleTopics(intentOf(edit(wholeCluster())))[0]?.difference.statement).toBe(
      "KafkaTopic alerts may keep 360 GB (retention.bytes 30 GB x 4 partitions x 3 replicas), but all brokers of Kafka alert-broker hold 322.1 GB; retention.bytes counts for each partition, lower it",
    );
  });
});
