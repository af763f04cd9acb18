import { scaledTargets } from "../../../compare/rules/scaled.ts";
import { type Effect, resourceKey, resourceOf } from "../../../vocabulary/index.ts";
import { listed } from "../../intent/index.ts";
import { fieldOf, type ObjectChange } from "../../system.ts";
import { textOf } from "../../workload/index.ts";
import { effect } from "../said.ts";
import { isOf, moved, removedBy, titled, touches, type Update, updateOf } from "../sides.ts";

/** Another number of Pods, where git decides it: not under an autoscaler. */
export function foretellReplicas(update: Update): readonly Effect[] {
  const { after, change } = update;
  const replicas = isOf("apps", ["Deployment", "StatefulSet"], after) ? moved(update, "spec", "replicas") : null;
  if (replicas === null) return [];
  const scaled = scaledTargets(change.after.declared.objects.map(({ object }) => object));
  if (scaled.has(resourceKey(resourceOf(after)))) return [];
  if (replicas.is === "0") return [effect("workload-stopped", `${titled(after)} goes to no Pods at all, so it stops`)];
  return [effect("replicas-changed", `${titled(after)} goes from ${replicas.was} to ${replicas.is} Pods`)];
}

/** What an autoscaler says where nothing is said (source: Kubernetes API, autoscaling/v2; KEDA, ScaledObject). */
const BOUNDS: Readonly<Record<string, readonly (readonly [field: string, words: string, otherwise: string])[]>> = {
  HorizontalPodAutoscaler: [
    ["minReplicas", "at least", "1"],
    ["maxReplicas", "at most", ""],
  ],
  ScaledObject: [
    ["minReplicaCount", "at least", "0"],
    ["maxReplicaCount", "at most", "100"],
  ],
};

/** Autoscalers with other bounds, and what is no longer scaled. */
export function foretellScaling(change: ObjectChange): readonly Effect[] {
  const removed = removedBy(change);
  if (removed !== null && isAutoscaler(removed)) {
    const statement = `${titled(removed)} is no longer declared; where it is pruned, nobody scales ${targetOf(removed)} any more`;
    return [effect("scaling-changed", statement)];
  }
  const update = updateOf(change);
  if (update === null || !isAutoscaler(update.after)) return [];
  const words = (BOUNDS[update.after.kind] ?? []).flatMap(([field, bound, otherwise]) => {
    const [was, is] = [update.before, update.after].map((one) => textOf(fieldOf(one, "spec", field)) ?? otherwise);
    return was === is || !touches(update, "spec", field) ? [] : [`${bound} ${is} Pods in place of ${was}`];
  });
  if (words.length === 0) return [];
  return [effect("scaling-changed", `${titled(update.after)} gives ${targetOf(update.after)} ${listed(words)}`)];
}

function isAutoscaler(object: Update["after"]): boolean {
  return isOf("autoscaling", ["HorizontalPodAutoscaler"], object) || isOf("keda.sh", ["ScaledObject"], object);
}

function targetOf(autoscaler: Update["after"]): string {
  const [kind, name] = ["kind", "name"].map((field) => textOf(fieldOf(autoscaler, "spec", "scaleTargetRef", field)));
  return `${kind ?? "Deployment"} ${name ?? ""}`.trim();
}
