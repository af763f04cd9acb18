import { resourceOf } from "../../../vocabulary/index.ts";
import { alike, coupling, type DeclaredCluster, isWholeIn, watchedNamespace } from "../../intent/index.ts";
import { isSharedKind, STRIMZI } from "../../kafka-kinds.ts";
import { simulatorTopics } from "../../simulator/parts.ts";
import { isInternalTopic } from "../../strimzi/index.ts";
import { type DeclaredIntent, fieldOf, type SystemDifference } from "../../system.ts";
import { textOf } from "../../workload/index.ts";
import { type AclRule, covers, gives, isEverything, isSuperuser, type UserIntent, usersOf } from "./user.ts";

/** Rights on topics that neither git nor a program that it declares makes. */
export function unknownTopics(cluster: DeclaredCluster, intent: DeclaredIntent): readonly SystemDifference[] {
  const known = knownTopics(cluster, intent);
  const users = usersOf(cluster);
  if (known === null || users.some((user) => makesAny(user, cluster))) return [];
  const rights = users
    .filter(isJudged)
    .flatMap((user) => user.rules.filter(isOnTopics).map((rule) => ({ ...user, rule })));
  const lost = rights.filter(({ rule }) => !rule.prefix && !isMade(rule.name, { known, users }));
  return [...Map.groupBy(lost, ({ rule, application }) => `${rule.name} ${application}`).values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const others = [...new Set(same.map(({ name }) => name))].filter((name) => name !== first.name);
    const statement = `KafkaUser ${first.name}${alike(others)} has rights on topic ${first.rule.name}, but no KafkaTopic of Kafka ${cluster.name} makes it; name a topic that is there or declare it`;
    return [coupling({ reason: "unknown-topic", one: first, path: namePath(first.rule), statement })];
  });
}

/** Rights by prefix that no topic begins with: such topics may still be to come. */
export function unmatchedPrefixes(cluster: DeclaredCluster, intent: DeclaredIntent): readonly SystemDifference[] {
  const known = knownTopics(cluster, intent);
  if (known === null) return [];
  return usersOf(cluster)
    .filter(isJudged)
    .flatMap((user) => user.rules.filter(isOnTopics).map((rule) => ({ ...user, rule })))
    .filter(({ rule }) => rule.prefix && rule.name !== "*" && !rule.operations.some(makes))
    .filter(({ rule }) => !known.some((topic) => covers(rule, topic)))
    .map((user) => {
      const statement = `KafkaUser ${user.name} has rights on topics that begin with ${user.rule.name}, but no KafkaTopic of Kafka ${cluster.name} does; check the prefix`;
      return coupling({ reason: "unmatched-prefix", one: user, path: namePath(user.rule), statement });
    });
}

/** What other parts bring along for themselves is judged with them. */
function isJudged({ object, application }: UserIntent): boolean {
  const labels = object.metadata.labels ?? {};
  return isSharedKind({ resource: resourceOf(object), labels, application }, "KafkaUser");
}

function isOnTopics({ type, deny }: AclRule): boolean {
  return type === "topic" && !deny;
}

function isMade(
  topic: string,
  { known, users }: { readonly known: readonly string[]; readonly users: readonly UserIntent[] },
): boolean {
  if (topic === "*" || isInternalTopic(topic) || known.includes(topic)) return true;
  // Whoever may create this very topic makes it, as Kafka Streams does.
  return users.some(({ rules }) =>
    rules.some((rule) => rule.type === "topic" && !isEverything(rule) && covers(rule, topic) && gives(rule, "Create")),
  );
}

/** A program that may create any topic may create this one. Superusers are people. */
function makesAny(user: UserIntent, cluster: DeclaredCluster): boolean {
  const isMaker = user.rules.some(
    (rule) => gives(rule, "Create") && (rule.type === "cluster" || (rule.type === "topic" && isEverything(rule))),
  );
  return isMaker && !isSuperuser(user, cluster);
}

function makes(operation: string): boolean {
  return operation === "Create" || operation === "All";
}

/** Null where topics may come from elsewhere: from another cluster, a connector, or an application that is not rendered. */
function knownTopics(cluster: DeclaredCluster, intent: DeclaredIntent): readonly string[] | null {
  const { declared } = intent;
  const comeFromElsewhere = ["KafkaMirrorMaker2", "KafkaMirrorMaker", "KafkaConnector", "KafkaConnect"].some(
    (kind) => declared.of(STRIMZI, kind).length > 0,
  );
  const namespace = watchedNamespace(cluster.object, "topicOperator");
  if (comeFromElsewhere || cluster.topics.length === 0 || !isWholeIn(namespace, intent) || !cluster.whole) return null;
  const registries = declared
    .of("roundtable.lsst.codes", "StrimziSchemaRegistry")
    .map(({ object }) => textOf(fieldOf(object, "spec", "registryTopic")) ?? "registry-schemas");
  const simulated = simulatorTopics(declared).map(({ name }) => name);
  const topics = cluster.topics.map(
    ({ object }) => textOf(fieldOf(object, "spec", "topicName")) ?? object.metadata.name,
  );
  return [...topics, ...registries, ...simulated];
}

export function namePath({ path }: AclRule) {
  return [...path, "resource", "name"];
}
