import { byEdit, move, put, take } from "./change.ts";
import { added, changed, EDIT, removed } from "./expect.ts";
import type { Row } from "./row.ts";

/** Lists in Strimzi's resources: one manager owns each as a whole. */
export const STRIMZI_LISTS: readonly Row[] = [
  {
    what: "changes inside a listener",
    of: "Kafka",
    live: byEdit(put("/spec/kafka/listeners/0/tls", false)),
    expect: [changed("/spec/kafka/listeners/0/tls", EDIT)],
  },
  {
    what: "adds inside a listener",
    of: "Kafka",
    live: byEdit(put("/spec/kafka/listeners/1/networkPolicyPeers", [])),
    expect: [added("/spec/kafka/listeners/1/networkPolicyPeers", EDIT)],
  },
  {
    what: "takes something out of a listener",
    of: "Kafka",
    live: byEdit(take("/spec/kafka/listeners/1/authentication")),
    expect: [removed("/spec/kafka/listeners/1/authentication", EDIT)],
  },
  {
    what: "adds a listener",
    of: "Kafka",
    live: byEdit(put("/spec/kafka/listeners/-", { name: "plain", port: 9095, type: "internal", tls: false })),
    expect: [changed("/spec/kafka/listeners", EDIT)],
  },
  {
    what: "takes a listener away",
    of: "Kafka",
    live: byEdit(take("/spec/kafka/listeners/0")),
    expect: [changed("/spec/kafka/listeners", EDIT)],
  },
  {
    what: "reorders listeners",
    of: "Kafka",
    live: byEdit(move("/spec/kafka/listeners/1", "/spec/kafka/listeners/0")),
    expect: [changed("/spec/kafka/listeners", EDIT)],
  },
  {
    what: "adds a superuser",
    of: "Kafka",
    live: byEdit(put("/spec/kafka/authorization/superUsers/-", "User:CN=eve")),
    expect: [changed("/spec/kafka/authorization/superUsers", EDIT)],
  },
  {
    what: "grows a volume",
    of: "KafkaNodePool/broker",
    live: byEdit(put("/spec/storage/volumes/0/size", "9000Gi")),
    expect: [changed("/spec/storage/volumes/0/size", EDIT)],
  },
  {
    what: "gives a pool another role",
    of: "KafkaNodePool/broker",
    live: byEdit(put("/spec/roles/-", "controller")),
    expect: [changed("/spec/roles", EDIT)],
  },
  {
    what: "grants an operation",
    of: "KafkaUser/alert-database-ingester",
    live: byEdit(put("/spec/authorization/acls/0/operations", ["All"])),
    expect: [changed("/spec/authorization/acls/0/operations", EDIT)],
  },
  {
    what: "adds a rule",
    of: "KafkaUser/alert-database-ingester",
    live: byEdit(put("/spec/authorization/acls/-", { resource: { type: "cluster" }, operations: ["Alter"] })),
    expect: [changed("/spec/authorization/acls", EDIT)],
  },
  {
    what: "takes a rule away",
    of: "KafkaUser/alert-database-ingester",
    live: byEdit(take("/spec/authorization/acls/0")),
    expect: [changed("/spec/authorization/acls", EDIT)],
  },
  {
    what: "points a rule at another topic",
    of: "KafkaUser/alert-database-ingester",
    live: byEdit(put("/spec/authorization/acls/0/resource/name", "elsewhere")),
    expect: [changed("/spec/authorization/acls/0/resource/name", EDIT)],
  },
];
