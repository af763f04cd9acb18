import { describe, expect, it } from "vitest";
import {
  also,
  couplingsOf,
  type Edit,
  every,
  intentOf,
  pool,
  put,
  wholeCluster,
  without,
} from "../../testing/intent.ts";
import { coupleCluster } from "./index.ts";

type Row = readonly [string, Edit, readonly string[], (readonly string[])?];

const KAFKA = "Kafka alert-broker";
const BROKER = "KafkaNodePool broker";
const CONFIG = "spec/kafka/config";
const EXTERNAL = "spec/kafka/listeners/2";
const IDS = "metadata/annotations/strimzi.io~1next-node-ids";

const SAME: Edit = (objects) => objects;

function annotation(name: string, ids: string | undefined): Edit {
  return (objects) =>
    objects.map((object) =>
      object.kind === "KafkaNodePool" && object.metadata.name === name
        ? {
            ...object,
            metadata: { ...object.metadata, annotations: ids === undefined ? {} : { "strimzi.io/next-node-ids": ids } },
          }
        : object,
    );
}

/** No brokers are told apart outside, so that their ids do not matter. */
const ANY_BROKERS = put(KAFKA, `${EXTERNAL}/configuration/brokers`, undefined);

const ROWS: Readonly<Record<string, readonly Row[]>> = {
  "a cluster": [["in which everything fits", SAME, []]],
  "unknown-cluster": [
    [
      "a pool of a Kafka that is not there",
      put("KafkaNodePool controller", "metadata/labels", { "strimzi.io/cluster": "alert-brokr" }),
      [
        "unknown-cluster: KafkaNodePool controller /metadata/labels/strimzi.io~1cluster",
        "missing-role: KafkaNodePool broker /spec/roles",
      ],
    ],
    [
      "a pool without the label",
      every(put("KafkaNodePool controller", "metadata/labels", undefined), also(pool("others", "controller", "[6-8]"))),
      ["unknown-cluster: KafkaNodePool controller /metadata/labels/strimzi.io~1cluster"],
    ],
    [
      "an application that may declare that Kafka",
      put("KafkaNodePool controller", "metadata/labels", { "strimzi.io/cluster": "other" }),
      [],
      ["kafka"],
    ],
    [
      "a Kafka of another repository",
      every(without(KAFKA), put(BROKER, "metadata/labels", { "strimzi.io/cluster": "other" })),
      [],
    ],
  ],
  "ignored-kafka-field": [
    [
      "storage and replicas beside node pools, as one fault",
      every(put(KAFKA, "spec/kafka/replicas", 3), put(KAFKA, "spec/kafka/storage", { type: "jbod" })),
      ["ignored-kafka-field: Kafka alert-broker /spec/kafka/replicas"],
    ],
    ["ZooKeeper", put(KAFKA, "spec/zookeeper", {}), ["ignored-kafka-field: Kafka alert-broker /spec/zookeeper"]],
    ["null, which is nothing", put(KAFKA, "spec/kafka/storage", null), []],
    [
      "a Kafka without pools",
      every(without(BROKER), without("KafkaNodePool controller"), put(KAFKA, "spec/kafka/replicas", 3)),
      [],
    ],
  ],
  "forbidden-config": [
    [
      "a key that Strimzi sets itself",
      put(KAFKA, `${CONFIG}/advertised.listeners`, "x"),
      ["forbidden-config: Kafka alert-broker /spec/kafka/config/advertised.listeners"],
    ],
    ["an exception to the forbidden prefixes", put(KAFKA, `${CONFIG}/ssl.cipher.suites`, "x"), []],
  ],
  "overridden-config": [
    [
      "hours beside milliseconds",
      put(KAFKA, `${CONFIG}/log.retention.ms`, 1000),
      ["overridden-config: Kafka alert-broker /spec/kafka/config/log.retention.hours"],
    ],
    ["one of them null", put(KAFKA, `${CONFIG}/log.retention.minutes`, null), []],
  ],
  "metadata-above-version": [
    [
      "a newer metadata version",
      put(KAFKA, "spec/kafka/metadataVersion", "4.4-IV0"),
      ["metadata-above-version: Kafka alert-broker /spec/kafka/metadataVersion"],
    ],
    ["an older one", put(KAFKA, "spec/kafka/metadataVersion", "4.1-IV1"), []],
    [
      "4.10 with Kafka 4.9",
      every(put(KAFKA, "spec/kafka/version", "4.10.0"), put(KAFKA, "spec/kafka/metadataVersion", "4.9")),
      [],
    ],
    [
      "no version to compare with",
      every(put(KAFKA, "spec/kafka/version", undefined), put(KAFKA, "spec/kafka/metadataVersion", "9.0")),
      [],
    ],
  ],
  "missing-role": [
    ["no controller", without("KafkaNodePool controller"), ["missing-role: KafkaNodePool broker /spec/roles"]],
    ["no controller that is known of", without("KafkaNodePool controller"), [], ["kafka"]],
    [
      "one pool for both",
      every(without("KafkaNodePool controller"), put(BROKER, "spec/roles", ["broker", "controller"])),
      [],
    ],
  ],
  "even-controllers": [
    [
      "two",
      put("KafkaNodePool controller", "spec/replicas", 2),
      ["even-controllers: KafkaNodePool controller /spec/replicas"],
    ],
    ["one", put("KafkaNodePool controller", "spec/replicas", 1), []],
  ],
  "node-ids": [
    ["a list that is none", annotation("controller", "0-2"), [`node-ids: KafkaNodePool controller /${IDS}`]],
    [
      "ids of another pool",
      every(annotation("controller", "[1-3]"), ANY_BROKERS),
      [`node-ids: KafkaNodePool broker /${IDS}`],
    ],
    [
      "a list that is none, so that its ids are not known",
      annotation("controller", "1-3"),
      [`node-ids: KafkaNodePool controller /${IDS}`],
    ],
    ["a range that leaves room for more", every(annotation("controller", "[0-99]")), []],
    ["a falling range and blanks", annotation("controller", "[ 2-1, 0 ]"), []],
  ],
  "replicas-exceed-brokers": [
    [
      "two brokers, all three kinds as one fault",
      every(put(BROKER, "spec/replicas", 2), ANY_BROKERS),
      ["replicas-exceed-brokers: Kafka alert-broker /spec/kafka/config/default.replication.factor"],
    ],
    [
      "one broker and Kafka's own default",
      every(
        put(BROKER, "spec/replicas", 1),
        ANY_BROKERS,
        put(KAFKA, CONFIG, {
          "default.replication.factor": 1,
          "transaction.state.log.replication.factor": 1,
          "transaction.state.log.min.isr": 1,
          "auto.create.topics.enable": false,
        }),
      ),
      ["replicas-exceed-brokers: Kafka alert-broker /spec/kafka/config/offsets.topic.replication.factor"],
    ],
    ["brokers that may be elsewhere", every(put(BROKER, "spec/replicas", 2), ANY_BROKERS), [], ["kafka"]],
  ],
  "min-isr": [
    [
      "above the replicas",
      put(KAFKA, `${CONFIG}/min.insync.replicas`, 4),
      ["min-isr-exceeds-replicas: Kafka alert-broker /spec/kafka/config/min.insync.replicas"],
    ],
    [
      "as many as the replicas",
      put(KAFKA, `${CONFIG}/transaction.state.log.min.isr`, "3"),
      ["min-isr-equals-replicas: Kafka alert-broker /spec/kafka/config/transaction.state.log.min.isr"],
    ],
    [
      "as many as the replicas by Kafka's own default",
      every(
        put(KAFKA, `${CONFIG}/transaction.state.log.min.isr`, undefined),
        put(KAFKA, `${CONFIG}/transaction.state.log.replication.factor`, 2),
      ),
      ["min-isr-equals-replicas: Kafka alert-broker /spec/kafka/config/transaction.state.log.min.isr"],
    ],
    ["nothing said, where one is enough", put(KAFKA, `${CONFIG}/min.insync.replicas`, undefined), []],
    ["a text that is no number", put(KAFKA, `${CONFIG}/min.insync.replicas`, "many"), []],
  ],
  "auto-created-topics": [
    [
      "not said",
      put(KAFKA, `${CONFIG}/auto.create.topics.enable`, undefined),
      ["auto-created-topics: Kafka alert-broker /spec/kafka/config/auto.create.topics.enable"],
    ],
    [
      "no KafkaTopic that could come too late",
      every(
        put(KAFKA, `${CONFIG}/auto.create.topics.enable`, true),
        without("KafkaTopic alerts"),
        without("KafkaTopic schemas"),
      ),
      [],
    ],
  ],
};

describe("systems/kafka-cluster/couplings", () => {
  for (const [rule, rows] of Object.entries(ROWS)) {
    for (const [title, edit, expected, unrendered = []] of rows) {
      it(`${rule}: ${title}`, () => {
        expect(couplingsOf(coupleCluster(intentOf(edit(wholeCluster()), unrendered)))).toEqual(expected);
      });
    }
  }
});
