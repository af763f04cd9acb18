/** What a change of Strimzi's resources does: to brokers, topics, users, and to those who use them. */
import type { Effect } from "../../../vocabulary/index.ts";
import { STRIMZI } from "../../kafka-kinds.ts";
import { clusterLabelOf, isPaused } from "../../strimzi/index.ts";
import type { ObjectChange } from "../../system.ts";
import { isOf, type Update, updateOf } from "../sides.ts";
import { foretellListeners } from "./listeners.ts";
import { foretellNodes, foretellVolumes } from "./nodes.ts";
import { foretellPause } from "./pause.ts";
import { foretellPoolRestarts, foretellRestarts } from "./restarts.ts";

export { DEFAULTS, DYNAMIC } from "./broker-config.ts";
export { foretellOperator } from "./operator.ts";
export { foretellTopic } from "./topics.ts";
export { foretellUser } from "./users.ts";

/** What a change of a Kafka or KafkaNodePool does to the nodes and to clients outside. */
export function foretellCluster(change: ObjectChange): readonly Effect[] {
  const update = updateOf(change);
  if (update === null || !isOf(STRIMZI, ["Kafka", "KafkaNodePool"], update.after)) return [];
  if (isKafkaPaused(update)) return foretellPause(update);
  if (update.after.kind === "Kafka") return [...foretellRestarts(update), ...foretellListeners(update)];
  return [...foretellPoolRestarts(update), ...foretellNodes(update), ...foretellVolumes(update)];
}

/** Strimzi reads the annotation of the Kafka resource, for its pools too. */
function isKafkaPaused({ after, change }: Update): boolean {
  if (after.kind === "Kafka") return isPaused(after);
  return change.after.declared
    .of(STRIMZI, "Kafka")
    .some(({ object }) => object.metadata.name === clusterLabelOf(after) && isPaused(object));
}
