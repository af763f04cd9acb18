import type { Effect, KubernetesObject } from "../../../vocabulary/index.ts";
import { isWholeIn, kafkaNamed } from "../../intent/index.ts";
import { STRIMZI } from "../../kafka-kinds.ts";
import { clusterLabelOf } from "../../strimzi/index.ts";
import type { DeclaredIntent, ObjectChange } from "../../system.ts";
import { effect } from "../said.ts";
import { isOf, removedBy, titled } from "../sides.ts";

/** What goes with a Kafka or KafkaNodePool. Where all is known, this is a risk. */
export function foretellClusterRemoval(change: ObjectChange): readonly Effect[] {
  const removed = removedBy(change);
  if (removed === null || isWholeIn(removed.metadata.namespace, change.change.after)) return [];
  if (isOf(STRIMZI, ["Kafka"], removed)) {
    return [effect("data-deleted", `${goneFrom(removed, change.change.after)}, the whole cluster goes`)];
  }
  if (!isOf(STRIMZI, ["KafkaNodePool"], removed)) return [];
  const statement = `${goneFrom(removed, change.change.after)}, its nodes and their copies of partitions go`;
  return [effect("data-deleted", statement)];
}

/** What goes with a KafkaUser whose cluster git declares, where not all is known; else a risk tells it. */
export function foretellUserRemoval(change: ObjectChange): readonly Effect[] {
  const user = removedBy(change);
  const { after } = change.change;
  if (user === null || !isOf(STRIMZI, ["KafkaUser"], user) || isWholeIn(user.metadata.namespace, after)) return [];
  const cluster = clusterLabelOf(user);
  const { namespace } = user.metadata;
  if (cluster === null || kafkaNamed({ cluster, namespace }, after.declared) === null) return [];
  return [effect("user-deleted", `${goneFrom(user, after)}, Strimzi deletes its login and ACLs`)];
}

/** The beginning of a sentence about an object that goes, with what is not known of it. */
export function goneFrom(removed: KubernetesObject, after: DeclaredIntent): string {
  const isSure = isWholeIn(removed.metadata.namespace, after);
  const where = isSure
    ? "is no longer declared"
    : "is no longer declared here, though another application that could not be rendered may declare it";
  return `${titled(removed)} ${where}; where it is pruned`;
}
