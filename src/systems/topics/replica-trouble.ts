import type { PartitionState, TopicState } from "../../observe/kafka/state.ts";
import type { Difference } from "../../vocabulary/index.ts";
import type { SystemDifference } from "../system.ts";
import type { TopicContext } from "./context.ts";
import type { DeclaredTopic } from "./declared-topic.ts";

/**
 * Partitions without a leader and replicas that lag, one finding a topic and trouble. What a dead broker explains is left
 * to the finding about that broker.
 */
export function replicaTrouble(context: TopicContext, wanted: readonly DeclaredTopic[]): SystemDifference[] {
  const applications = new Map(wanted.map(({ name, standing }) => [name, standing.application]));
  return [...context.topics.values()].flatMap((topic) =>
    troubleOf(topic, context).map((difference) => ({ application: applications.get(topic.name) ?? null, difference })),
  );
}

function troubleOf(topic: TopicState, context: TopicContext): Difference[] {
  const { aliveBrokers, moving, cluster } = context;
  if (aliveBrokers === null) return [];
  const { name } = topic;
  const onTheMove = moving.get(name);
  const unexplained = topic.partitions.filter(
    ({ partition, replicas }) => replicas.every((id) => aliveBrokers.has(id)) && onTheMove?.has(partition) !== true,
  );
  const leaderless = unexplained.filter(({ leader }) => leader === null);
  const lagging = unexplained.filter(
    ({ leader, replicas, inSyncReplicas }) => leader !== null && inSyncReplicas.length < replicas.length,
  );
  const frame = {
    layer: "service",
    resource: { type: "topic", cluster, name },
    attribution: null,
    detail: null,
  } as const;
  return [
    ...(leaderless.length === 0
      ? []
      : [
          {
            ...frame,
            kind: "changed" as const,
            path: ["leader"],
            reason: "no-leader" as const,
            statement: `${partitionWords(leaderless)} of topic ${name} ${leaderless.length === 1 ? "has" : "have"} no leader, so nobody can read or write there`,
          },
        ]),
    ...(lagging.length === 0
      ? []
      : [
          {
            ...frame,
            kind: "changed" as const,
            path: ["inSyncReplicas"],
            reason: "out-of-sync-replica" as const,
            statement: `${partitionWords(lagging)} of topic ${name} ${lagging.length === 1 ? "lacks" : "lack"} an in-sync replica, although every broker is alive`,
          },
        ]),
  ];
}

function partitionWords(partitions: readonly PartitionState[]): string {
  const ids = partitions.map(({ partition }) => partition);
  const shown = ids.slice(0, 3).join(", ");
  if (ids.length === 1) return `Partition ${shown}`;
  return ids.length <= 3 ? `Partitions ${shown}` : `${ids.length} partitions`;
}
