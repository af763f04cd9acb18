import type { KafkaState, TopicState } from "../../observe/kafka/state.ts";
import type { BrokerResource, Difference, KubernetesObject } from "../../vocabulary/index.ts";
import type { KafkaEvidence } from "../evidence.ts";
import { clusterLabelOf } from "../strimzi/index.ts";
import { fieldOf } from "../system.ts";

/** Brokers that do not run, a cluster without a controller, and what follows for topics. */
export function judgeBrokers(
  { cluster, state }: KafkaEvidence,
  pools: readonly KubernetesObject[] | null,
): Difference[] {
  if (state === null || !state.cluster.ok) return [];
  const alive = new Set(state.cluster.value.brokers.map(({ id }) => id));
  const expected = pools === null ? null : expectedBrokers(cluster, pools);
  const down = [...(expected ?? [])].filter((id) => !alive.has(id));
  const strangers = expected === null ? [] : [...alive].filter((id) => !expected.has(id));
  return [
    ...down.flatMap((id) => brokerDown({ type: "broker", cluster, id }, state)),
    ...strangers.map((id) => stranger({ type: "broker", cluster, id })),
    ...withoutController(cluster, state),
    ...offlineDirectories(cluster, state),
  ];
}

/** Node ids of broker pools as the Cluster Operator gave them; null where no pool tells. */
function expectedBrokers(cluster: string, pools: readonly KubernetesObject[]): ReadonlySet<number> | null {
  const own = pools.filter((pool) => clusterLabelOf(pool) === cluster && hasRole(pool, "broker"));
  const ids = own.map((pool) => fieldOf(pool, "status", "nodeIds"));
  if (own.length === 0 || !ids.every((list) => Array.isArray(list))) return null;
  return new Set(ids.flat().filter((id) => typeof id === "number"));
}

function hasRole(pool: KubernetesObject, role: string): boolean {
  const roles = fieldOf(pool, "spec", "roles");
  return Array.isArray(roles) && roles.includes(role);
}

/** One dead broker is one finding; what its partitions lack is summed up. */
function brokerDown(resource: BrokerResource, state: KafkaState): Difference[] {
  const { id, cluster } = resource;
  const frame = { layer: "service", attribution: null, detail: null } as const;
  const down: Difference = {
    ...frame,
    kind: "missing",
    resource,
    path: [],
    reason: "broker-down",
    statement: `Broker ${id} of Kafka ${cluster} does not run`,
  };
  const topics = state.topics.ok ? state.topics.value : [];
  const cause = { resource, path: null };
  const effects = [
    effect(
      topics,
      (one) => one.leader === null && one.replicas.includes(id ?? -1),
      "no leader, so nobody can read or write there",
    ),
    effect(topics, (one) => one.leader !== null && lacks(one, id ?? -1), "one in-sync replica less"),
  ];
  return [
    down,
    ...effects.flatMap((statement, index): Difference[] =>
      statement === null
        ? []
        : [
            {
              ...frame,
              kind: "changed",
              resource,
              path: [index === 0 ? "leaders" : "inSyncReplicas"],
              reason: index === 0 ? "no-leader" : "out-of-sync-replica",
              statement,
              cause,
            },
          ],
    ),
  ];
}

type Partition = TopicState["partitions"][number];

function lacks({ replicas, inSyncReplicas }: Partition, id: number): boolean {
  return replicas.includes(id) && !inSyncReplicas.includes(id);
}

/** How many topics it is, and which ones while they are few. */
function effect(topics: readonly TopicState[], holds: (partition: Partition) => boolean, what: string): string | null {
  const hit = topics.filter(({ partitions }) => partitions.some(holds));
  const [first] = hit;
  if (first === undefined) return null;
  const partitions = hit.reduce((sum, topic) => sum + topic.partitions.filter(holds).length, 0);
  const where = hit.length <= 3 ? hit.map(({ name }) => name).join(", ") : `${hit.length} topics`;
  return `${partitions} ${partitions === 1 ? "partition" : "partitions"} of ${where} ${partitions === 1 ? "has" : "have"} ${what}`;
}

function stranger(resource: BrokerResource): Difference {
  return {
    kind: "extra",
    layer: "service",
    resource,
    path: [],
    attribution: null,
    reason: "undeclared",
    detail: null,
    statement: `Broker ${resource.id} runs in Kafka ${resource.cluster}, but no KafkaNodePool counts it`,
  };
}

function withoutController(cluster: string, { quorum }: KafkaState): Difference[] {
  if (!quorum.ok || quorum.value.leader !== null) return [];
  return [
    {
      kind: "changed",
      layer: "service",
      resource: { type: "broker", cluster, id: null },
      path: ["controller"],
      attribution: null,
      reason: "no-leader",
      detail: null,
      statement: `Kafka ${cluster} has no active controller, so nothing in it can be changed`,
    },
  ];
}

function offlineDirectories(cluster: string, { logDirectories }: KafkaState): Difference[] {
  if (!logDirectories.ok) return [];
  return logDirectories.value.flatMap(({ broker, directories }) =>
    (directories.ok ? directories.value : []).flatMap(({ path, error }): Difference[] => {
      if (error === null) return [];
      return [
        {
          kind: "changed",
          layer: "service",
          resource: { type: "broker", cluster, id: broker },
          path: ["logDirectories", path],
          attribution: null,
          reason: "unhealthy",
          detail: null,
          statement: `The log directory ${path} of broker ${broker} is offline: ${error}`,
        },
      ];
    }),
  );
}
