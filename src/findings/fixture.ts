import type { IgnoreRule } from "../config/config.ts";
import type { Difference, Finding, KubernetesResource } from "../vocabulary/index.ts";
import { toFinding } from "./finding.ts";

export const CONTEXT = { environment: "idfint", application: "alert-stream-broker", system: "kafka-cluster" };
export const KAFKA: KubernetesResource = {
  type: "kubernetes",
  group: "kafka.strimzi.io",
  version: "v1",
  kind: "Kafka",
  namespace: "alerts",
  name: "alert-broker",
};

export function differenceOf(part: Partial<Difference> = {}): Difference {
  return {
    kind: "changed",
    layer: "cluster",
    resource: KAFKA,
    path: ["spec", "kafka", "replicas"],
    attribution: null,
    reason: null,
    detail: null,
    ...part,
  };
}

export function findingOf(part: Partial<Difference> = {}, context = CONTEXT): Finding {
  return toFinding(differenceOf(part), context);
}

export function objectOf(group: string, kind: string, name = "x"): KubernetesResource {
  return { ...KAFKA, group, kind, name };
}

/** A rule that hides everything. */
export const RULE: IgnoreRule = {
  environment: null,
  application: null,
  group: null,
  kind: null,
  namespace: null,
  name: null,
  rule: null,
  path: null,
  manager: null,
  reason: "known",
  expires: null,
  at: "holdfast.yaml:12",
};
