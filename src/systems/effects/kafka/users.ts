import { type Effect, isJsonObject, type JsonObject, type KubernetesObject } from "../../../vocabulary/index.ts";
import { accessChange, accessOf, type DeclaredKafka, kafkaNamed, listed } from "../../intent/index.ts";
import { STRIMZI } from "../../kafka-kinds.ts";
import { clusterLabelOf, configText, isPaused } from "../../strimzi/index.ts";
import { type DeclaredIntent, fieldOf, type ObjectChange } from "../../system.ts";
import { effect } from "../said.ts";
import { createdBy, isOf, removedBy, titled, touches, type Update, updateOf } from "../sides.ts";
import { foretellPause } from "./pause.ts";

/** What a change of a KafkaUser does to whoever logs in as it. What it loses is a risk, told by `weigh`. */
export function foretellUser(change: ObjectChange): readonly Effect[] {
  if (!isOf(STRIMZI, ["KafkaUser"], change.after ?? change.before)) return [];
  const update = updateOf(change);
  if (update === null) return [...creation(change), ...deletion(change)];
  if (isPaused(update.after)) return foretellPause(update);
  return [...moreAccess(update), ...quotas(update)];
}

function creation(change: ObjectChange): readonly Effect[] {
  const user = createdBy(change);
  if (user === null || clusterLabelOf(user) === null) return [];
  const access = accessOf(user, change.change.after);
  const may =
    kafkaOf(user, change.change.after)?.hasAcls !== true || access === null
      ? null
      : accessChange({ ...access, bindings: [] }, access).gained;
  return [effect("user-created", `${titled(user)} is created${may === null ? "" : `, and may ${may}`}`)];
}

/** Where git declares the cluster too, this is a risk already. */
function deletion(change: ObjectChange): readonly Effect[] {
  const user = removedBy(change);
  if (user === null || clusterLabelOf(user) === null || kafkaOf(user, change.change.after) !== null) return [];
  const statement = `${titled(user)} is no longer declared; where it is pruned, Strimzi deletes its login and ACLs`;
  return [effect("user-deleted", statement)];
}

/** What the user may do after the change, and could not before. */
function moreAccess(update: Update): readonly Effect[] {
  const { before, after, change } = update;
  if (!touches(update, "spec", "authorization") && !touches(update, "metadata")) return [];
  const [old, now] = [accessOf(before, change.before), accessOf(after, change.after)];
  const words = old === null || now === null ? null : accessChange(old, now).gained;
  return words === null ? [] : [effect("access-gained", `${titled(after)} may now ${words}`)];
}

function quotas(update: Update): readonly Effect[] {
  const { before, after } = update;
  const [was, is] = [quotasOf(before), quotasOf(after)];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
  const changes = names.flatMap((name) => {
    const [from, to] = [configText(was[name]), configText(is[name])];
    if (from === to || !touches(update, "spec", "quotas", name)) return [];
    if (to === null) return [`has no ${name} any more`];
    return [from === null ? `gets ${name} ${to}` : `goes from ${name} ${from} to ${to}`];
  });
  return changes.length === 0 ? [] : [effect("quota-changed", `${titled(after)} ${listed(changes)}`)];
}

function kafkaOf(user: KubernetesObject, { declared }: DeclaredIntent): DeclaredKafka | null {
  const cluster = clusterLabelOf(user);
  return cluster === null ? null : kafkaNamed({ cluster, namespace: user.metadata.namespace }, declared);
}

function quotasOf(user: KubernetesObject): JsonObject {
  const value = fieldOf(user, "spec", "quotas");
  return isJsonObject(value) ? value : {};
}
