import type { KubernetesObject } from "../../vocabulary/index.ts";
import { variableOf } from "../workload/index.ts";
import { operatorContainer } from "./operators.ts";

/** A version of the Cluster Operator. */
export interface OperatorVersion {
  readonly major: number;
  readonly minor: number;
  readonly text: string;
}

/** By the tag of its image, else by that of the Kafka images it brings; null where neither is a version. */
export function operatorVersion(deployment: KubernetesObject): OperatorVersion | null {
  const container = operatorContainer(deployment);
  if (container === null) return null;
  const images = variableOf(container, "STRIMZI_KAFKA_IMAGES")?.value ?? "";
  const tag = /:v?(\d+)\.(\d+)\.(\d+)(?:[-@].*)?$/.exec(container.image ?? "");
  const [, major, minor, patch] = tag ?? /:(\d+)\.(\d+)\.(\d+)-kafka-/.exec(images) ?? [];
  if (major === undefined || minor === undefined) return null;
  return { major: Number(major), minor: Number(minor), text: `${major}.${minor}.${patch}` };
}

const OLD_KINDS = ["KafkaTopic", "KafkaUser"];

/**
 * The versions of a kind that the definitions of this operator serve: v1 since 0.49, nothing else since 1.0 (Strimzi's
 * CHANGELOG).
 */
export function servedVersions({ major, minor }: OperatorVersion, kind: string): readonly string[] {
  if (major >= 1) return ["v1"];
  const old = OLD_KINDS.includes(kind) ? ["v1beta2", "v1beta1", "v1alpha1"] : ["v1beta2"];
  return minor >= 49 ? ["v1", ...old] : old;
}
