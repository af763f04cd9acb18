import type { Reason } from "../vocabulary/index.ts";

/** What to do about a break behind the cluster, where nobody mends it by itself. */
export const BEHIND_ADVICE: Partial<Record<Reason, string>> = {
  "wrong-cluster-label": "set its label strimzi.io/cluster in git to the name of its Kafka resource",
  "generation-behind": "read the operator's log, and restart it if it hangs",
  "namespace-not-watched": "add the namespace to those that the Strimzi operator watches",
  "no-operator": "switch the operator on in the Kafka resource",
  "create-only": "delete the resource and let it be made again; its operator acts on creation only",
  "forbidden-key": "take the key out of the values; Strimzi sets it itself",
  "operator-stuck": "restart the operator",
  recreated: "fill the topic from its source again, and find out who deleted it",
  "mixed-replication": "give every partition the same number of replicas with kafka-reassign-partitions",
  "out-of-sync-replica": "read the log of the broker that lags",
  "no-leader": "bring back a broker that holds a replica",
  "broker-down": "look at the Pod of the broker",
  undeclared: "declare it in git, or delete it where it is",
  "no-authorizer": "switch on authorization in the Kafka resource",
  "poison-acl": "delete the ACL, then restart the User Operator",
  "unknown-schema-id": "register the schema under this id, or stop who sends it",
  "wrong-subject": "let the producer take the schema of the topic's own subject",
  stale: "read the log of who should send",
  "no-members": "look at the Pods of the consumer",
  "deletes-data": "take the lifecycle rule away before it deletes anything",
  "public-access": "take public access away",
  "identity-mismatch": "let annotation, Terraform binding and service account name the same three",
  unhealthy: "read its log",
};
