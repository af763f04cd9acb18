import { type KubernetesObject, type Path, resourceKey, resourceOf } from "../../vocabulary/index.ts";
import type { Evidence } from "../evidence.ts";
import type { SystemDifference } from "../system.ts";
import { fieldOf } from "../system.ts";
import { type OperatorBreak, operatorBreak, warningsOf } from "./operator-break.ts";
import type { KafkaResources } from "./resources.ts";
import { clusterLabelOf, isPaused, isUnmanaged, LABEL_PATH } from "./steering.ts";

/** How a KafkaTopic or KafkaUser stands with its operator. */
export interface Standing {
  readonly object: KubernetesObject;
  readonly application: string | null;
  /** The Kafka resource that its label names. */
  readonly cluster: string | null;
  /** The Kafka resource that git's label names; null where git has no such label. */
  readonly clusterInGit: string | null;
  /** Why its operator did not act; null where it did. */
  readonly broken: OperatorBreak | null;
  /** True where git asks for the pause or for no management, so that it is no finding by itself. */
  readonly intended: boolean;
}

/** One of the two operators that run beside a Kafka cluster. */
export interface EntityOperator {
  /** `Topic Operator`. */
  readonly name: string;
  /** Where the Kafka resource switches it on. */
  readonly path: readonly string[];
}

/** How each of these resources stands with its operator. */
export function standingsOf(
  objects: readonly KubernetesObject[],
  { operator, resources, evidence }: { operator: EntityOperator; resources: KafkaResources; evidence: Evidence },
): Standing[] {
  const inGit = new Map(evidence.declared.objects.map((one) => [resourceKey(resourceOf(one.object)), one.object]));
  return objects.map((object) => {
    const cluster = clusterLabelOf(object);
    const kafka = resources.kafkas?.find(({ metadata }) => metadata.name === cluster) ?? null;
    const key = resourceKey(resourceOf(object));
    const declared = inGit.get(key);
    const { now } = evidence;
    const alive = kafka !== null && Array.isArray(fieldOf(kafka, "status", "conditions"));
    const broken =
      unlabelled(object, { cluster, resources }) ??
      switchedOff(object, { kafka, operator }) ??
      operatorBreak(object, { now, operator: operator.name, alive });
    return {
      object,
      cluster,
      clusterInGit: declared === undefined ? null : clusterLabelOf(declared),
      broken,
      application: evidence.declared.applicationOf(key),
      intended: broken !== null && declared !== undefined && asksFor(declared, broken),
    };
  });
}

/**
 * What is to be said about a standing itself: its break, and the operator's warnings. A break that git wants is said only
 * where something follows from it.
 */
export function standingDifferences(
  { object, application, broken, intended }: Standing,
  following: readonly SystemDifference[],
): SystemDifference[] {
  const isSaid = broken !== null && (!intended || following.some(({ difference }) => followsFrom(difference, object)));
  const breaks = isSaid ? [broken.difference] : [];
  return [...breaks, ...warningsOf(object)].map((difference) => ({ application, difference }));
}

function followsFrom({ cause }: SystemDifference["difference"], object: KubernetesObject): boolean {
  return cause !== undefined && resourceKey(cause.resource) === resourceKey(resourceOf(object));
}

/** No operator acts on a resource whose label names no Kafka cluster of the namespace. */
function unlabelled(
  object: KubernetesObject,
  { cluster, resources }: { cluster: string | null; resources: KafkaResources },
): OperatorBreak | null {
  const { kafkas } = resources;
  if (kafkas === null || kafkas.length === 0) return null;
  if (cluster !== null && kafkas.some(({ metadata }) => metadata.name === cluster)) return null;
  const why =
    cluster === null ? "has no label strimzi.io/cluster" : `is labelled for Kafka ${cluster}, which is not there`;
  const loss = object.kind === "KafkaUser" ? ", and Kafka forgets the user" : "";
  return standingBreak(object, {
    reason: "wrong-cluster-label",
    path: LABEL_PATH,
    statement: `${object.kind} ${object.metadata.name} ${why}, so no operator acts on it${loss}`,
  });
}

function switchedOff(
  object: KubernetesObject,
  { kafka, operator }: { kafka: KubernetesObject | null; operator: EntityOperator },
): OperatorBreak | null {
  if (kafka === null || fieldOf(kafka, ...operator.path) !== undefined) return null;
  const broken = standingBreak(object, {
    reason: "no-operator",
    path: ["status"],
    statement: `Kafka ${kafka.metadata.name} runs no ${operator.name}, so nobody acts on ${object.kind} ${object.metadata.name}`,
  });
  // One missing operator is one finding about the Kafka resource's field where git and cluster differ there.
  const cause = { resource: resourceOf(kafka), path: [...operator.path] };
  return { ...broken, difference: { ...broken.difference, cause } };
}

function standingBreak(
  object: KubernetesObject,
  { reason, path, statement }: { reason: OperatorBreak["reason"]; path: Path; statement: string },
): OperatorBreak {
  const difference = {
    kind: "changed",
    layer: "operator",
    resource: resourceOf(object),
    path,
    attribution: null,
    reason,
    detail: null,
    statement,
  } as const;
  // The label itself may differ from git: then that is the finding, and this its consequence.
  return { reason, path, difference: { ...difference, cause: { resource: resourceOf(object), path } } };
}

function asksFor(declared: KubernetesObject, { reason }: OperatorBreak): boolean {
  if (reason === "paused") return isPaused(declared);
  return reason === "unmanaged" && isUnmanaged(declared);
}
