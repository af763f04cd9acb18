import type { KubernetesObject } from "../../vocabulary/index.ts";
import type { Declared, DeclaredObject } from "../evidence.ts";
import { containersOf, variableOf } from "../workload/index.ts";

/** A Deployment of the registry operator, and which Kafka cluster it serves. */
export interface RegistryOperator extends DeclaredObject {
  readonly cluster: string;
  readonly namespace: string;
}

/** The registry operators that git declares: known by the two variables that configure them. */
export function registryOperatorOf(declared: Declared): readonly RegistryOperator[] {
  return declared.of("apps", "Deployment").flatMap((one) => {
    const served = servedBy(one.object);
    return served === null ? [] : [{ ...one, ...served }];
  });
}

/** The Kafka cluster that a Deployment's variables name; null where it is no registry operator. */
export function servedBy(object: KubernetesObject): { cluster: string; namespace: string } | null {
  for (const container of containersOf(object)) {
    const cluster = variableOf(container, "SSR_CLUSTER_NAME")?.value;
    const namespace = variableOf(container, "SSR_NAMESPACE")?.value;
    if (cluster !== undefined && namespace !== undefined) return { cluster, namespace };
  }
  return null;
}
