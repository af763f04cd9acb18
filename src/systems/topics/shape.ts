import type { TopicState } from "../../observe/kafka/state.ts";
import type { Difference } from "../../vocabulary/index.ts";
import type { TopicContext } from "./context.ts";
import type { DeclaredTopic } from "./declared-topic.ts";

/** A difference in partitions or replicas. */
export interface ShapeDifference {
  /** False where neither the operator nor Kafka can go back. */
  readonly undoable: boolean;
  readonly difference: Pick<Difference, "path" | "desired" | "live" | "reason" | "statement">;
}

/** Kafka adds partitions and never takes one away. */
export function comparePartitions({ partitions, name }: DeclaredTopic, live: TopicState): ShapeDifference[] {
  const actual = live.partitions.length;
  if (partitions === null || actual === partitions) return [];
  const more = actual > partitions;
  const statement = more
    ? `Topic ${name} has ${actual} partitions instead of ${partitions}, and Kafka cannot take any away`
    : `Topic ${name} has ${actual} partitions instead of ${partitions}`;
  const difference = { path: ["partitions"], desired: partitions, live: actual, reason: null, statement };
  return [{ undoable: !more, difference }];
}

/**
 * Partition by partition: the Topic Operator takes a topic whose partitions have different numbers of replicas for right
 * (seen on a real cluster).
 */
export function compareReplicas(
  { replicas, name }: DeclaredTopic,
  live: TopicState,
  { moving }: TopicContext,
): ShapeDifference[] {
  if (replicas === null) return [];
  const onTheMove = moving.get(name);
  const settled = live.partitions.filter(({ partition }) => onTheMove?.has(partition) !== true);
  const wrong = settled.filter((partition) => partition.replicas.length !== replicas);
  const [first] = wrong;
  if (first === undefined) return [];
  const counts = [...new Set(settled.map((partition) => partition.replicas.length))].toSorted((a, b) => a - b);
  const isMixed = counts.length > 1;
  const statement = isMixed
    ? `Topic ${name} has ${counts.join(" or ")} replicas by partition instead of ${replicas}, which the Topic Operator does not see`
    : `Topic ${name} has ${first.replicas.length} replicas instead of ${replicas}`;
  const actual = isMixed ? counts : first.replicas.length;
  const reason = isMixed ? "mixed-replication" : null;
  return [{ undoable: false, difference: { path: ["replicas"], desired: replicas, live: actual, reason, statement } }];
}
