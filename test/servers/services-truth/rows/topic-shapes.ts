import { deleteTopic, makeTopics, moveReplicas, raisePartitions, recreateTopic } from "../moves/topics.ts";
import { type Row, SILENT } from "../row.ts";
import { ALERT_TOPIC } from "../world/index.ts";
import { expected, kube, TOPIC_OPERATOR, topic } from "./expect.ts";

const MISSING = { undoneBy: TOPIC_OPERATOR } as const;
const PARTITIONS = "/partitions";
const REPLICAS = "/replicas";

/** Partitions, replicas, and whether a topic is there at all. Strimzi lowers no partitions and moves no replicas. */
export const TOPIC_SHAPES: readonly Row[] = [
  {
    what: "a partition is added by hand",
    moves: [raisePartitions("plain", 4)],
    expect: [expected(["changed", "service", topic("plain"), PARTITIONS])],
  },
  {
    what: "many partitions are added by hand",
    moves: [raisePartitions("plain", 12)],
    expect: [expected(["changed", "service", topic("plain"), PARTITIONS])],
  },
  {
    what: "a partition is added to a topic with another name than its KafkaTopic",
    moves: [raisePartitions("Renamed_Topic", 2)],
    expect: [expected(["changed", "service", topic("Renamed_Topic"), PARTITIONS])],
  },
  {
    what: "a partition is added to the schema topic",
    moves: [raisePartitions("registry-schemas", 2)],
    expect: [
      expected(["changed", "service", topic("registry-schemas"), PARTITIONS], { consequences: ["does not start"] }),
    ],
  },
  {
    what: "a partition is added to the simulator's replay topic",
    moves: [raisePartitions("alerts-simulated", 3)],
    expect: [expected(["changed", "service", topic("alerts-simulated"), PARTITIONS])],
  },
  {
    what: "a topic is deleted",
    moves: [deleteTopic("plain")],
    expect: [expected(["missing", "service", topic("plain")], MISSING)],
  },
  {
    what: "a topic with another name than its KafkaTopic is deleted",
    moves: [deleteTopic("Renamed_Topic")],
    expect: [expected(["missing", "service", topic("Renamed_Topic")], MISSING)],
  },
  {
    what: "the schema topic is deleted",
    moves: [deleteTopic("registry-schemas")],
    expect: [expected(["missing", "service", topic("registry-schemas")], MISSING)],
  },
  {
    what: "an alert topic is deleted",
    moves: [deleteTopic(ALERT_TOPIC)],
    expect: [expected(["missing", "service", topic(ALERT_TOPIC)], MISSING)],
  },
  {
    what: "a topic is deleted and made again",
    moves: [recreateTopic("plain")],
    expect: [expected(["changed", "service", kube("KafkaTopic", "plain"), "/status/topicId"], { reason: "recreated" })],
  },
  {
    what: "a topic with another name than its KafkaTopic is deleted and made again",
    moves: [recreateTopic("Renamed_Topic")],
    expect: [
      expected(["changed", "service", kube("KafkaTopic", "renamed"), "/status/topicId"], { reason: "recreated" }),
    ],
  },
  {
    what: "a topic is deleted and made again with fewer partitions",
    moves: [recreateTopic("plain", { partitions: 1 })],
    expect: [
      expected(["changed", "service", kube("KafkaTopic", "plain"), "/status/topicId"], { reason: "recreated" }),
      expected(["changed", "service", topic("plain"), PARTITIONS], { undoneBy: TOPIC_OPERATOR }),
    ],
  },
  {
    what: "one partition has fewer replicas",
    moves: [
      moveReplicas("settings", [
        [3, 4, 5],
        [3, 4],
      ]),
    ],
    expect: [expected(["changed", "service", topic("settings"), REPLICAS], { reason: "mixed-replication" })],
  },
  {
    what: "one partition has more replicas",
    moves: [
      moveReplicas("narrow", [
        [3, 4],
        [3, 4, 5],
      ]),
    ],
    expect: [expected(["changed", "service", topic("narrow"), REPLICAS], { reason: "mixed-replication" })],
  },
  {
    what: "no two partitions have as many replicas",
    moves: [moveReplicas("plain", [[3], [3, 4], [3, 4, 5]])],
    expect: [expected(["changed", "service", topic("plain"), REPLICAS], { reason: "mixed-replication" })],
  },
  {
    what: "every partition has fewer replicas",
    moves: [
      moveReplicas("settings", [
        [3, 4],
        [4, 5],
      ]),
    ],
    expect: [expected(["changed", "service", topic("settings"), REPLICAS])],
  },
  {
    what: "every partition has more replicas",
    moves: [
      moveReplicas("narrow", [
        [3, 4, 5],
        [4, 5, 3],
      ]),
    ],
    expect: [expected(["changed", "service", topic("narrow"), REPLICAS])],
  },
  {
    what: "the only partition has one replica",
    moves: [moveReplicas("Renamed_Topic", [[4]])],
    expect: [expected(["changed", "service", topic("Renamed_Topic"), REPLICAS])],
  },
  {
    what: "the replicas stand on other brokers, as many as before",
    moves: [
      moveReplicas("narrow", [
        [5, 3],
        [4, 5],
      ]),
    ],
    expect: SILENT,
  },
  {
    what: "the preferred leaders are others",
    moves: [
      moveReplicas("settings", [
        [5, 4, 3],
        [4, 3, 5],
      ]),
    ],
    expect: SILENT,
  },
  ...[
    "__share_group_state-copy",
    "__strimzi-topic-operator-kstreams-topic-store-changelog",
    "strimzi.cruisecontrol.metrics",
    "strimzi.cruisecontrol.partitionmetricsamples",
    "strimzi-store-topic",
    "enrich-KSTREAM-AGGREGATE-STATE-STORE-0000000003-changelog",
    "enrich-KSTREAM-KEY-SELECT-0000000004-repartition",
    "connect-cluster-configs",
    "connect-cluster-offsets",
    "connect-cluster-status",
  ].map(
    (name): Row => ({
      what: `there is an internal topic ${name}`,
      moves: [makeTopics({ name, partitions: 1, replicas: 3 })],
      expect: SILENT,
    }),
  ),
  {
    what: "there is a topic that nobody declares",
    moves: [makeTopics({ name: "stray", partitions: 1, replicas: 3 })],
    expect: [expected(["extra", "service", topic("stray")], { reason: "undeclared" })],
  },
];
