import type { KafkaServiceConfig } from "../config/services.ts";
import type { Json, KubernetesObject } from "../vocabulary/index.ts";

/**
 * The least KafkaUser that lets a check read everything of a cluster. Operations by the protocol's authorization table
 * (Apache Kafka, "Authorization and ACLs"): Describe of the cluster shows ACLs, SCRAM users, log directories,
 * reassignments, the quorum and every group; DescribeConfigs of it broker configs and quotas.
 * @param alertTopics topics whose last messages a check reads.
 */
export function leastKafkaUser(service: KafkaServiceConfig, alertTopics: readonly string[]): KubernetesObject {
  const { cluster, namespace } = service;
  const { name, authentication } = identityOf(service);
  return {
    apiVersion: "kafka.strimzi.io/v1",
    kind: "KafkaUser",
    metadata: { name, namespace, labels: { "strimzi.io/cluster": cluster } },
    spec: {
      authentication: { type: authentication },
      authorization: { type: "simple", acls: aclsFor(alertTopics) },
    },
  };
}

/** Strimzi keeps a user's credentials in a Secret of the user's name. */
function identityOf({ sasl, tls }: KafkaServiceConfig): { name: string; authentication: "scram-sha-512" | "tls" } {
  if (sasl !== null) return { name: sasl.username, authentication: "scram-sha-512" };
  const key = tls?.client?.key;
  if (key === undefined) return { name: "holdfast", authentication: "scram-sha-512" };
  return { name: key.kind === "secret" ? key.name : "holdfast", authentication: "tls" };
}

function aclsFor(alertTopics: readonly string[]): Json[] {
  return [
    { resource: { type: "cluster" }, operations: ["Describe", "DescribeConfigs"] },
    { resource: { type: "topic", name: "*", patternType: "literal" }, operations: ["Describe", "DescribeConfigs"] },
    { resource: { type: "group", name: "*", patternType: "literal" }, operations: ["Describe"] },
    ...alertTopics.map((name) => ({
      resource: { type: "topic", name, patternType: "literal" },
      operations: ["Read"],
    })),
  ];
}
