import type { Metadata } from "kafkajs/src/broker/index.js";
import type { Reading } from "../../../../vocabulary/index.ts";
import type { ClusterState, QuorumState } from "../../state.ts";

/**
 * With KRaft, what metadata call the controller is any broker that passes requests on; the quorum's leader is the
 * controller. Only where brokers have no quorum (ZooKeeper) do metadata name the controller itself.
 */
export function clusterState(metadata: Metadata, quorum: Reading<QuorumState>): ClusterState {
  const { clusterId, controllerId, brokers } = metadata;
  return {
    id: clusterId ?? "",
    controller: controllerOf(quorum, controllerId),
    brokers: brokers
      .map(({ nodeId, host, port, rack }) => ({ id: nodeId, host, port, rack }))
      .sort((left, right) => left.id - right.id),
  };
}

function controllerOf(quorum: Reading<QuorumState>, named: number): number | null {
  if (quorum.ok) return quorum.value.leader;
  return quorum.failure.reason === "unsupported" && named >= 0 ? named : null;
}
