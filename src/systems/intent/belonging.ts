import type { DeclaredObject } from "../evidence.ts";
import { STRIMZI } from "../kafka-kinds.ts";
import { clusterLabelOf, LABEL_PATH } from "../strimzi/index.ts";
import type { DeclaredIntent, SystemDifference } from "../system.ts";
import { fieldOf } from "../system.ts";
import { containersOf, variableOf } from "../workload/index.ts";
import { isWholeIn } from "./absence.ts";
import { type DeclaredCluster, watchedNamespace } from "./cluster.ts";
import { coupling } from "./coupling.ts";
import { alike, listed } from "./listed.ts";

const OPERATORS = {
  KafkaTopic: { field: "topicOperator", name: "Topic Operator" },
  KafkaUser: { field: "userOperator", name: "User Operator" },
} as const;

type Belonging = "KafkaNodePool" | keyof typeof OPERATORS;

/**
 * Resources whose label names no Kafka, those of one application with the same label as one fault. Judged only where git
 * declares a Kafka that looks into their namespace: elsewhere the Kafka is another repository's.
 */
export function unknownClusters(kind: Belonging, intent: DeclaredIntent): readonly SystemDifference[] {
  const kafkas = intent.declared.of(STRIMZI, "Kafka");
  const lost = intent.declared.of(STRIMZI, kind).flatMap((one) => {
    const { namespace = "" } = one.object.metadata;
    const names = kafkas.filter((kafka) => namespaceFor(kind, kafka) === namespace).map(nameOf);
    const cluster = clusterLabelOf(one.object);
    const isKnown = names.length === 0 || (cluster !== null && names.includes(cluster));
    return isKnown || !isWholeIn(namespace, intent) ? [] : [{ ...one, cluster, names, namespace }];
  });
  const groups = Map.groupBy(lost, ({ application, cluster, namespace }) =>
    JSON.stringify([application, cluster, namespace]),
  );
  return [...groups.values()].flatMap(([one, ...others]) => {
    if (one === undefined) return [];
    const { cluster, names } = one;
    const label =
      cluster === null
        ? "has no label strimzi.io/cluster"
        : `is labelled for Kafka ${cluster}, which git does not declare`;
    const statement = `${kind} ${nameOf(one)}${alike(others.map(nameOf))} ${label}, so no operator acts on it; name Kafka ${listed(names)} there`;
    return [coupling({ reason: "unknown-cluster", one, path: LABEL_PATH, statement })];
  });
}

/** Topics or users of a cluster that runs nobody to look after them: one finding, about the Kafka resource. */
export function withoutOperator(
  cluster: DeclaredCluster,
  kind: keyof typeof OPERATORS,
  intent: DeclaredIntent,
): readonly SystemDifference[] {
  const { field, name } = OPERATORS[kind];
  const own = kind === "KafkaTopic" ? cluster.topics : cluster.users;
  const path = ["spec", "entityOperator", field];
  const runs = (fieldOf(cluster.object, ...path) ?? null) !== null;
  if (own.length === 0 || runs || !isWholeIn(cluster.namespace, intent) || runsElsewhere(intent)) return [];
  const statement = `Kafka ${cluster.name} runs no ${name}, so nobody acts on ${kind} ${listed(own.map(nameOf))}; set spec.entityOperator.${field}`;
  return [coupling({ reason: "no-entity-operator", one: cluster, path, statement })];
}

/** Strimzi's operators can also be deployed by hand; such a one is told where Kafka is. */
function runsElsewhere({ declared }: DeclaredIntent): boolean {
  return declared
    .of("apps", "Deployment")
    .flatMap(({ object }) => containersOf(object))
    .some((container) => variableOf(container, "STRIMZI_KAFKA_BOOTSTRAP_SERVERS") !== null);
}

function namespaceFor(kind: Belonging, { object }: DeclaredObject): string {
  return kind === "KafkaNodePool" ? (object.metadata.namespace ?? "") : watchedNamespace(object, OPERATORS[kind].field);
}

function nameOf({ object }: DeclaredObject): string {
  return object.metadata.name;
}
