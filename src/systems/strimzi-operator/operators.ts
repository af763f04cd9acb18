import type { KubernetesObject } from "../../vocabulary/index.ts";
import type { Declared, DeclaredObject } from "../evidence.ts";
import { fieldOf } from "../system.ts";
import { type Container, containersOf, objectsIn } from "../workload/index.ts";

/** Where the Cluster Operator is told what it watches. */
export const NAMESPACES = "STRIMZI_NAMESPACE";

/** The Cluster Operators that git declares. */
export function operatorsIn(declared: Declared): readonly DeclaredObject[] {
  return declared.of("apps", "Deployment").filter(({ object }) => operatorContainer(object) !== null);
}

/** The operator's own container; null for a Deployment that is no Strimzi operator. */
export function operatorContainer(deployment: KubernetesObject): Container | null {
  return containersOf(deployment).find((container) => variable(container) !== undefined) ?? null;
}

/** The namespaces that a Deployment's operator watches, `*` for all; null for a Deployment that is no Strimzi operator. */
export function watchedBy(deployment: KubernetesObject): readonly string[] | null {
  const container = operatorContainer(deployment);
  if (container === null) return null;
  const told = variable(container);
  const value = told?.["value"];
  if (typeof value === "string") return value.split(",").map((namespace) => namespace.trim());
  const isOwn = told !== undefined && fieldOf(told, "valueFrom", "fieldRef", "fieldPath") === "metadata.namespace";
  return isOwn ? [deployment.metadata.namespace ?? ""] : ["*"];
}

function variable({ spec }: Container) {
  return objectsIn(spec["env"]).find(({ name }) => name === NAMESPACES);
}
