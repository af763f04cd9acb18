import { type Cause, type KubernetesObject, resourceOf } from "../../vocabulary/index.ts";
import { found } from "../found.ts";
import { fieldOf, type SystemDifference } from "../system.ts";
import { type Condition, conditionIn, conditionsOf } from "./conditions.ts";

/** Kubernetes' default of `progressDeadlineSeconds`. */
const DEADLINE_S = 600;

export interface ReadinessOptions {
  readonly now: Date;
  readonly application: string | null;
  /** True where an autoscaler sets the number of Pods: new ones then come and go all the time. */
  readonly autoscaled?: boolean;
  readonly cause?: Cause;
}

/**
 * Says so when a Deployment lacks Pods although no rollout is under way any more. Silent where no controller wrote a
 * status, and where none is wanted.
 */
export function judgeReadiness(deployment: KubernetesObject, options: ReadinessOptions): readonly SystemDifference[] {
  const wanted = numberAt(deployment, "spec", "replicas") ?? 1;
  const failing = wanted === 0 ? undefined : failingCondition(deployment, options);
  if (failing === undefined) return [];
  const ready = numberAt(deployment, "status", "readyReplicas") ?? 0;
  const statement = `Deployment ${deployment.metadata.name} is not well: ${WORDS[failing.type]}, and ${ready} of ${wanted} Pods are ready`;
  return [
    found(options.application, {
      kind: "changed",
      layer: "operator",
      resource: resourceOf(deployment),
      path: ["status", "conditions"],
      desired: failing.type === "ReplicaFailure" ? "False" : "True",
      live: failing.status,
      reason: "not-ready",
      statement,
      ...(options.cause !== undefined && { cause: options.cause }),
    }),
  ];
}

const WORDS: Readonly<Record<string, string>> = {
  ReplicaFailure: "its Pods cannot be made",
  Progressing: "its rollout does not get on",
  Available: "too few Pods run",
};

function failingCondition(deployment: KubernetesObject, options: ReadinessOptions): Condition | undefined {
  const conditions = conditionsOf(deployment);
  const failure = conditionIn(conditions, "ReplicaFailure", "True");
  const stuck = conditionIn(conditions, "Progressing", "False");
  const unavailable = conditionIn(conditions, "Available", "False");
  if (unavailable === undefined || isPassing(unavailable, { deployment, conditions, options })) return failure ?? stuck;
  return failure ?? stuck ?? unavailable;
}

interface Passing {
  readonly deployment: KubernetesObject;
  readonly conditions: readonly Condition[];
  readonly options: ReadinessOptions;
}

/** Pods that are lacking for a moment: while a rollout or an autoscaler is at work, for as long as a rollout may take. */
function isPassing({ since }: Condition, { deployment, conditions, options }: Passing): boolean {
  const rollout = conditionIn(conditions, "Progressing", "True");
  const underWay = rollout !== undefined && rollout.reason !== "NewReplicaSetAvailable";
  if (!underWay && options.autoscaled !== true) return false;
  const deadline = numberAt(deployment, "spec", "progressDeadlineSeconds") ?? DEADLINE_S;
  return since === null || options.now.getTime() - since < deadline * 1000;
}

function numberAt(object: KubernetesObject, ...path: readonly string[]): number | null {
  const value = fieldOf(object, ...path);
  return typeof value === "number" ? value : null;
}
