import { splitApiVersion } from "../../vocabulary/index.ts";
import type { DeclaredObject } from "../evidence.ts";
import { coupling, envPath, listed } from "../intent/index.ts";
import { STRIMZI } from "../kafka-kinds.ts";
import { type DeclaredIntent, fieldOf, type SystemDifference } from "../system.ts";
import { textOf, variableOf } from "../workload/index.ts";
import { NAMESPACES, operatorContainer, operatorsIn, watchedBy } from "./operators.ts";
import { operatorVersion, servedVersions } from "./versions.ts";

/** Kinds that the Cluster Operator acts on, where they say their version, and where it lists the versions it knows. */
const OPERATED = {
  Kafka: { version: ["spec", "kafka", "version"], images: "STRIMZI_KAFKA_IMAGES" },
  KafkaConnect: { version: ["spec", "version"], images: "STRIMZI_KAFKA_CONNECT_IMAGES" },
  KafkaMirrorMaker2: { version: ["spec", "version"], images: "STRIMZI_KAFKA_MIRROR_MAKER_2_IMAGES" },
  KafkaBridge: null,
} as const;

type Operated = keyof typeof OPERATED;

/** Whether the operators of the environment look at what git declares for them, and can work with it. */
export function coupleOperator(intent: DeclaredIntent): readonly SystemDifference[] {
  const operators = operatorsIn(intent.declared);
  if (operators.length === 0) return [];
  const operated = Object.keys(OPERATED).flatMap((kind) =>
    intent.declared.of(STRIMZI, kind).map((one) => ({ ...one, kind: kind as Operated })),
  );
  return [
    ...unwatched(operated, { operators, intent }),
    ...unserved(operators, intent),
    ...operated.flatMap((one) => unsupported(one, operators)),
  ];
}

interface OperatedObject extends DeclaredObject {
  readonly kind: Operated;
}

/** An operator that could not be rendered may watch what the others do not. */
function unwatched(
  operated: readonly OperatedObject[],
  { operators, intent }: { readonly operators: readonly DeclaredObject[]; readonly intent: DeclaredIntent },
): readonly SystemDifference[] {
  const watched = operators.flatMap(({ object }) => watchedBy(object) ?? []);
  const [operator] = operators;
  const container = operator === undefined ? null : operatorContainer(operator.object);
  if (operator === undefined || container === null || watched.includes("*") || intent.unrendered.length > 0) return [];
  const lost = operated.filter(({ object }) => !watched.includes(object.metadata.namespace ?? ""));
  return [...Map.groupBy(lost, ({ object }) => object.metadata.namespace ?? "")].map(([namespace, of]) => {
    const names = listed(of.map(({ kind, object }) => `${kind} ${object.metadata.name}`));
    const statement = `The Strimzi operator does not watch namespace ${namespace}, so nobody acts on ${names}; add the namespace to those it watches`;
    return coupling({ reason: "unwatched-namespace", one: operator, path: envPath(container, NAMESPACES), statement });
  });
}

/** Versions that the operator's definitions do not serve: the API server refuses such an object. */
function unserved(operators: readonly DeclaredObject[], { declared }: DeclaredIntent): readonly SystemDifference[] {
  const versions = new Set(operators.map(({ object }) => operatorVersion(object)));
  const [version] = versions;
  // Definitions are the whole cluster's: with two operators nobody knows whose they are.
  if (version === undefined || version === null || versions.size > 1) return [];
  const lost = declared.objects.filter(({ object }) => {
    const { group, version: own } = splitApiVersion(object.apiVersion);
    return group === STRIMZI && !servedVersions(version, object.kind).includes(own);
  });
  const groups = Map.groupBy(lost, ({ application, object }) => `${application} ${object.apiVersion}`);
  return [...groups.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const names = listed(same.map(({ object }) => `${object.kind} ${object.metadata.name}`));
    const { version: own } = splitApiVersion(first.object.apiVersion);
    const served = listed(servedVersions(version, first.object.kind));
    const statement = `${names} ${same.length > 1 ? "are" : "is"} of version ${own}, which Strimzi ${version.text} does not serve, so the cluster refuses ${same.length > 1 ? "them" : "it"}; write ${served}`;
    return [coupling({ reason: "unserved-version", one: first, path: ["apiVersion"], statement })];
  });
}

/** A Kafka version that the operator has no image for; what it has, its own environment lists. */
function unsupported(one: OperatedObject, operators: readonly DeclaredObject[]): readonly SystemDifference[] {
  const how = OPERATED[one.kind];
  const version = how === null ? null : textOf(fieldOf(one.object, ...how.version));
  const own = operators.filter(({ object }) =>
    (watchedBy(object) ?? []).some((namespace) => namespace === "*" || namespace === one.object.metadata.namespace),
  );
  if (how === null || version === null || own.length === 0) return [];
  const lists = own.map(({ object }) => {
    const container = operatorContainer(object);
    return container === null ? null : (variableOf(container, how.images)?.value ?? null);
  });
  if (lists.includes(null)) return [];
  const known = lists.flatMap((list) => [...(list ?? "").matchAll(/^\s*([\d.]+)\s*=/gm)].map(([, name = ""]) => name));
  if (known.length === 0 || known.includes(version)) return [];
  const statement = `${one.kind} ${one.object.metadata.name} asks for Kafka ${version}, but the Strimzi operator knows ${listed(known)}, so it refuses to act; take one of these`;
  return [coupling({ reason: "unsupported-kafka-version", one, path: how.version, statement })];
}
