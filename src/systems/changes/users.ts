import { resourceOf } from "../../vocabulary/index.ts";
import type { DeclaredObject } from "../evidence.ts";
import { accessChange, accessOf, alike, type DeclaredKafka, kafkaNamed } from "../intent/index.ts";
import { isSharedKind } from "../kafka-kinds.ts";
import { clusterLabelOf } from "../strimzi/index.ts";
import { type Change, type DeclaredIntent, fieldOf, type SystemDifference } from "../system.ts";
import { textOf } from "../workload/index.ts";
import { type Pair, pairsOf, removedOf } from "./pairs.ts";
import { risk } from "./risk.ts";

/** Who can no longer log in, read or write after the change. */
export function weighUsers(change: Change): readonly SystemDifference[] {
  const pairs = pairsOf("KafkaUser", change);
  return [
    ...pairs.flatMap(weighLogin),
    ...weighAccess(pairs.filter(isOfClients), change),
    ...removedOf("KafkaUser", change)
      .filter((one) => kafkaOf(one, change.after) !== null)
      .map((one) => {
        const statement = `KafkaUser ${one.object.metadata.name} is no longer declared, and with it Strimzi deletes its login and ACLs; make sure that nobody uses it`;
        return risk({ reason: "user-removed", one, path: [], statement });
      }),
  ];
}

function weighLogin({ before, after }: Pair): readonly SystemDifference[] {
  const path = ["spec", "authentication", "type"];
  const [was, is] = [before, after].map(({ object }) => textOf(fieldOf(object, ...path)) ?? "none");
  if (was === is) return [];
  const statement = `KafkaUser ${after.object.metadata.name} goes from authentication ${was} to ${is}, so whoever logs in as it is refused until it has the new credentials; hand them out first`;
  return [risk({ reason: "login-changed", one: after, path, statement })];
}

/** What another part brings along for its own program is judged with that. */
function isOfClients({ after: { object, application } }: Pair): boolean {
  const labels = object.metadata.labels ?? {};
  return isSharedKind({ resource: resourceOf(object), labels, application }, "KafkaUser");
}

/** What users may no longer do; those who lose the same, together. */
function weighAccess(pairs: readonly Pair[], change: Change): readonly SystemDifference[] {
  const losses = pairs.flatMap((pair) => {
    const words = lossOf(pair, change);
    return words === null ? [] : [{ one: pair.after, words }];
  });
  const same = Map.groupBy(losses, ({ one, words }) => `${one.application} ${words}`);
  return [...same.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const { one, words } = first;
    const { name } = one.object.metadata;
    const statement = `KafkaUser ${name}${alike(others.map((other) => other.one.object.metadata.name))} may no longer ${words}; make sure that it need not`;
    return [risk({ reason: "access-lost", one, path: ["spec", "authorization", "acls"], statement })];
  });
}

/** What a user may no longer do, as a sentence says it; null where it loses nothing. */
function lossOf({ before, after }: Pair, change: Change): string | null {
  const [old, now] = [accessOf(before.object, change.before), accessOf(after.object, change.after)];
  return old === null || now === null ? null : accessChange(old, now).lost;
}

function kafkaOf({ object }: DeclaredObject, { declared }: DeclaredIntent): DeclaredKafka | null {
  const cluster = clusterLabelOf(object);
  return cluster === null ? null : kafkaNamed({ cluster, namespace: object.metadata.namespace }, declared);
}
