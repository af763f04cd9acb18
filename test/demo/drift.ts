import type { ClusterHand } from "../servers/services-truth/world/cluster-hand.ts";
import { ALERTS, alert, type DemoServers, purgeSchemas, REPLAY } from "./services.ts";

/** What people did behind the cluster at night, each on another arrow of the chain. */
export async function driftBehind(servers: DemoServers, hand: ClusterHand): Promise<void> {
  const { fixtures } = servers.kafka;
  // Somebody paused the topic before changing it, so that the change never came to Kafka.
  await hand.patch(
    { kind: "KafkaTopic", name: ALERTS },
    { metadata: { annotations: { "strimzi.io/pause-reconciliation": "true" } } },
    { manager: "kubectl-annotate" },
  );
  await fixtures.raisePartitions(REPLAY, 48);
  await fixtures.createAcls({
    resourceType: "TOPIC",
    resourceName: "*",
    principal: "User:jkowalski",
    operation: "READ",
  });
  await fixtures.setBrokerConfig(null, { "log.retention.ms": "3600000" });
  await fixtures.produce(ALERTS, 1, alert(1001));
  await purgeSchemas(servers);
}

/** What the operators did of it by the time of the recording. */
export async function operatorsAnswer({ kafka }: DemoServers, hand: ClusterHand): Promise<void> {
  const { fixtures } = kafka;
  // The KafkaUser was deleted, so the User Operator took everything of it.
  await fixtures.deleteScramUser("fink-idfint");
  for (const operation of ["DESCRIBE", "DESCRIBE_CONFIGS", "READ"] as const)
    await fixtures.deleteAcls({
      resourceType: "TOPIC",
      resourceName: REPLAY,
      principal: "User:fink-idfint",
      operation,
    });
  for (const operation of ["DELETE", "DESCRIBE", "READ"] as const)
    await fixtures.deleteAcls({
      ...{ resourceType: "GROUP", resourceName: "fink-idfint", patternType: "PREFIXED" },
      ...{ principal: "User:fink-idfint", operation },
    } as const);
  const refused = {
    type: "Ready",
    status: "False",
    reason: "NotSupported",
    message: "Decreasing partitions not supported",
  };
  await hand.patch(
    { kind: "KafkaTopic", name: REPLAY },
    { status: { conditions: [{ ...refused, lastTransitionTime: new Date().toISOString() }] } },
    { manager: "strimzi-topic-operator", subresource: "status" },
  );
}
