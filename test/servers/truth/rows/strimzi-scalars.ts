import { byBot, byEdit, byKubectl, put } from "./change.ts";
import { BOT, changed, EDIT, PATCH } from "./expect.ts";
import type { Row } from "./row.ts";

/** A value of Strimzi's resources that git declares and somebody changed. */
export const STRIMZI_SCALARS: readonly Row[] = [
  {
    what: "changes the version",
    of: "Kafka",
    live: byEdit(put("/spec/kafka/version", "4.2.1")),
    expect: [changed("/spec/kafka/version", EDIT)],
  },
  {
    what: "changes a key of the broker configuration",
    of: "Kafka",
    live: byEdit(put("/spec/kafka/config/min.insync.replicas", 7)),
    expect: [changed("/spec/kafka/config/min.insync.replicas", EDIT)],
  },
  {
    what: "turns a false of the broker configuration into true",
    of: "Kafka",
    live: byEdit(put("/spec/kafka/config/auto.create.topics.enable", true)),
    expect: [changed("/spec/kafka/config/auto.create.topics.enable", EDIT)],
  },
  {
    what: "changes the heap",
    of: "Kafka",
    live: byEdit(put("/spec/kafka/jvmOptions/-Xmx", "12g")),
    expect: [changed("/spec/kafka/jvmOptions/-Xmx", EDIT)],
  },
  {
    what: "changes the replicas",
    of: "KafkaNodePool/broker",
    live: byKubectl("patch", ["--type=merge", "--patch", '{"spec":{"replicas":4}}']),
    expect: [changed("/spec/replicas", PATCH)],
  },
  {
    what: "raises the partitions",
    of: "KafkaTopic",
    live: byEdit(put("/spec/partitions", 64)),
    expect: [changed("/spec/partitions", EDIT)],
  },
  {
    what: "changes the retention",
    of: ["KafkaTopic/alerts-simulated", "KafkaTopic/lsst-alerts-v10.0"],
    live: byKubectl("patch", ["--type=merge", "--patch", '{"spec":{"config":{"retention.ms":1}}}']),
    expect: [changed("/spec/config/retention.ms", PATCH)],
  },
  {
    what: "changes the authentication",
    of: "KafkaUser/schema-registry",
    live: byEdit(put("/spec/authentication/type", "tls-external")),
    expect: [changed("/spec/authentication/type", EDIT)],
  },
  {
    what: "changes a value by server-side apply of another",
    of: "KafkaTopic",
    live: byBot({ spec: { replicas: 8 } }),
    expect: [changed("/spec/replicas", BOT)],
  },
];
