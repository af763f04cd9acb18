import type { Reassignment } from "../../state.ts";
import { byPartition } from "../byte-order.ts";
import type { Part } from "./part.ts";

/** What a broker may take to ask the controller, in milliseconds. */
const CONTROLLER_MS = 5000;

/** @throws KafkaFailure */
export async function readReassignments({ cluster, deadline }: Part): Promise<readonly Reassignment[]> {
  const request = { topics: null, timeout: CONTROLLER_MS };
  const ask = () =>
    cluster.any((link) => link.aside.kafkajs((broker) => broker.listPartitionReassignments(request)), deadline);
  const { topics } = await ask();
  const reassignments = topics.flatMap(({ name, partitions }) =>
    partitions.map(({ partition, addingReplicas, removingReplicas }) => ({
      topic: name,
      partition,
      adding: addingReplicas,
      removing: removingReplicas,
    })),
  );
  return reassignments.sort(byPartition);
}
