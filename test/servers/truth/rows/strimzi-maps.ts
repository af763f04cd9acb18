import { byBot, byEdit, byKubectl, byRequest, put, take } from "./change.ts";
import { added, BOT, EDIT, PATCH, removed } from "./expect.ts";
import { NOTHING, type Row } from "./row.ts";

/** Fields of Strimzi's resources that git never mentions, or that are gone. */
export const STRIMZI_MAPS: readonly Row[] = [
  {
    what: "adds a key to the broker configuration",
    of: "Kafka",
    live: byEdit(put("/spec/kafka/config/log.retention.hours", 1)),
    expect: [added("/spec/kafka/config/log.retention.hours", EDIT)],
  },
  {
    what: "adds a key to the broker configuration by a patch",
    of: "Kafka",
    live: byKubectl("patch", [
      "--type=merge",
      "--patch",
      '{"spec":{"kafka":{"config":{"unclean.leader.election.enable":true}}}}',
    ]),
    expect: [added("/spec/kafka/config/unclean.leader.election.enable", PATCH)],
  },
  {
    what: "adds a key to the broker configuration by server-side apply of another",
    of: "Kafka",
    live: byBot({ spec: { kafka: { config: { "log.segment.bytes": 1073741824 } } } }),
    expect: [added("/spec/kafka/config/log.segment.bytes", BOT)],
  },
  {
    what: "takes a key out of the broker configuration",
    of: "Kafka",
    live: byEdit(take("/spec/kafka/config/min.insync.replicas")),
    expect: [removed("/spec/kafka/config/min.insync.replicas")],
  },
  {
    what: "adds a subtree",
    of: "Kafka",
    live: byEdit(put("/spec/kafka/rack", { topologyKey: "topology.kubernetes.io/zone" })),
    expect: [added("/spec/kafka/rack", EDIT)],
  },
  {
    what: "takes a subtree away",
    of: "Kafka",
    live: byEdit(take("/spec/entityOperator/topicOperator")),
    expect: [removed("/spec/entityOperator/topicOperator")],
  },
  {
    what: "adds a key to a topic's configuration",
    of: "KafkaTopic",
    live: byEdit(put("/spec/config/max.message.bytes", 10)),
    expect: [added("/spec/config/max.message.bytes", EDIT)],
  },
  {
    what: "takes a key out of a topic's configuration",
    of: "KafkaTopic",
    live: byEdit(take("/spec/config/cleanup.policy")),
    expect: [removed("/spec/config/cleanup.policy")],
  },
  {
    what: "takes the only key of a map away",
    of: "KafkaTopic/registry-schemas",
    live: byEdit(take("/spec/config/cleanup.policy")),
    expect: [removed("/spec/config/cleanup.policy")],
  },
  {
    what: "gives it another name in Kafka",
    of: "KafkaTopic",
    live: byEdit(put("/spec/topicName", "other")),
    expect: [added("/spec/topicName", EDIT)],
  },
  {
    what: "adds quotas",
    of: "KafkaUser",
    live: byEdit(put("/spec/quotas", { producerByteRate: 1048576 })),
    expect: [added("/spec/quotas", EDIT)],
  },
  {
    what: "adds a limit",
    of: "KafkaNodePool",
    live: byEdit(put("/spec/resources/limits/cpu", "8")),
    expect: [added("/spec/resources/limits/cpu", EDIT)],
  },
  {
    what: "writes a null where nothing is",
    of: "KafkaTopic",
    live: byRequest("python-requests", { spec: { topicName: null } }),
    expect: NOTHING,
  },
];
