import { type NamedSystem, namedSystem } from "./names.ts";
import { isKind, type Part } from "./system.ts";

export const STRIMZI = "kafka.strimzi.io";

/** Kinds of Strimzi that any part of an alert system may bring along. */
const SHARED = ["KafkaTopic", "KafkaUser"];

/** True for a KafkaTopic or KafkaUser that belongs to no other part than the cluster itself. */
export function isSharedKind(part: Part, kind: "KafkaTopic" | "KafkaUser"): boolean {
  if (!isKind(part, STRIMZI, [kind])) return false;
  const named = namedSystem(part);
  return named === null || !BRING_THEIR_OWN.includes(named);
}

const BRING_THEIR_OWN: readonly NamedSystem[] = ["schema-registry", "simulator", "alert-database"];

/** True for a kind of Strimzi that only makes sense as part of a Kafka cluster: Kafka, KafkaNodePool, KafkaConnect… */
export function isClusterKind(part: Part): boolean {
  const { resource } = part;
  return resource.type === "kubernetes" && resource.group === STRIMZI && !SHARED.includes(resource.kind);
}

/** True when the part is named so, and its kind does not make it part of the topics, users or the cluster. */
export function isNamed(part: Part, system: NamedSystem): boolean {
  return (
    namedSystem(part) === system &&
    !isClusterKind(part) &&
    !isDefinition(part) &&
    !isSchemaRegistry(part) &&
    !isSharedKind(part, "KafkaTopic") &&
    !isSharedKind(part, "KafkaUser")
  );
}

export function isSchemaRegistry(part: Part): boolean {
  return isKind(part, "roundtable.lsst.codes", ["StrimziSchemaRegistry"]);
}

/** True for a CustomResourceDefinition, of the given group when one is given. */
export function isDefinition(part: Part, group?: string): boolean {
  if (!isKind(part, "apiextensions.k8s.io", ["CustomResourceDefinition"])) return false;
  return group === undefined || (part.resource.type === "kubernetes" && part.resource.name.endsWith(group));
}
