/** What a change of Strimzi's resources does: to brokers, topics, users, and to those who use them. */
import type { Effect } from "../../../vocabulary/index.ts";
import { STRIMZI } from "../../kafka-kinds.ts";
import { clusterLabelOf, isPaused } from "../../strimzi/index.ts";
import type { ObjectChange } from "../../system.ts";
import { isOf, type Update, updateOf } from "../sides.ts";
import { foretellListeners } from "./listeners.ts";
import { foretellNodes, foretellVolumes } from "./nodes.ts";
import { foretellPause } from "./pause.ts";
import { foretellClusterRemoval, foretellUserRemoval } from "./removals.ts";
import { foretellPoolRestarts, foretellRestarts } from "./restarts.ts";
import { foretellUser as foretellAccess } from "./users.ts";

export { DEFAULTS, DYNAMIC } from "./broker-config.ts";
export { foretellOperator } from "./operator.ts";
export { foretellTopic } from "./topics.ts";

/** What a change of a Kafka or KafkaNodePool does to the nodes and to clients outside. */
export function foretellCluster(change: ObjectChange): readonly Effect[] {
  const update = updateOf(change);
  if (update === null) return foretellClusterRemoval(change);
  if (!isOf(STRIMZI, ["Kafka", "KafkaNodePool"], update.after)) return [];
  if (isKafkaPaused(update)) return foretellPause(update);
  if (update.after.kind === "Kafka") return [...foretellRestarts(update), ...foretellListeners(update)];
  return [...foretellPoolRestarts(update), ...foretellNodes(update), ...foretellVolumes(update)];
}

/** What a change of a KafkaUser does to its login and rights. */
export function foretellUser(change: ObjectChange): readonly Effect[] {
  return [...foretellAccess(change), ...foretellUserRemoval(change)];
}

/** Strimzi reads the annotation of the Kafka resource, for its pools too. */
function isKafkaPaused({ after, change }: Update): boolean {
  if (after.kind === "Kafka") return isPaused(after);
  return change.after.declared
    .of(STRIMZI, "Kafka")
    .some(({ object }) => object.metadata.name === clusterLabelOf(after) && isPaused(object));
}
