import { type KubernetesObject, type KubernetesResource, resourceOf } from "../../vocabulary/index.ts";
import type { Declared, DeclaredObject } from "../evidence.ts";
import { STRIMZI } from "../kafka-kinds.ts";
import { fieldOf } from "../system.ts";
import { itemsOf, keyIn, type Need, podNeeds } from "./needs.ts";

/** That something in git needs a Secret, or one of its keys. */
export interface Reference extends Need {
  readonly application: string;
  readonly by: KubernetesResource;
  readonly namespace: string;
}

const WORKLOADS: readonly (readonly [string, string])[] = [
  ["apps", "Deployment"],
  ["apps", "StatefulSet"],
  ["apps", "DaemonSet"],
  ["batch", "Job"],
  ["batch", "CronJob"],
];

/** Everything that an alert system's workloads, users and autoscalers need of Secrets; optional references are left out. */
export function referencesIn(declared: Declared): readonly Reference[] {
  const namespaces = alertNamespaces(declared);
  const workloads = WORKLOADS.flatMap(([group, kind]) => declared.of(group, kind)).map((one) => ({
    one,
    needs: podNeeds(one.object),
  }));
  const users = declared.of(STRIMZI, "KafkaUser").map((one) => ({ one, needs: userNeeds(one.object) }));
  const scalers = declared
    .of("keda.sh", "TriggerAuthentication")
    .map((one) => ({ one, needs: scalerNeeds(one.object) }));
  return [...workloads, ...users, ...scalers]
    .filter(({ one }) => namespaces.has(one.object.metadata.namespace ?? ""))
    .flatMap(({ one, needs }) => needs.map((need) => referenceOf(one, need)));
}

/** Namespaces that hold part of an alert system; what else git declares keeps its Secrets to itself. */
function alertNamespaces(declared: Declared): ReadonlySet<string> {
  const parts = ["Kafka", "KafkaUser"].flatMap((kind) => declared.of(STRIMZI, kind));
  return new Set(parts.map(({ object }) => object.metadata.namespace ?? ""));
}

function referenceOf({ application, object }: DeclaredObject, need: Need): Reference {
  return { application, by: resourceOf(object), namespace: object.metadata.namespace ?? "", ...need };
}

const PASSWORD = ["spec", "authentication", "password", "valueFrom", "secretKeyRef"];

function userNeeds(user: KubernetesObject): readonly Need[] {
  return keyIn(fieldOf(user, ...PASSWORD), PASSWORD);
}

function scalerNeeds(authentication: KubernetesObject): readonly Need[] {
  const targets = fieldOf(authentication, "spec", "secretTargetRef");
  return itemsOf(targets, ["spec", "secretTargetRef"]).flatMap(({ item, path }) => keyIn(item, path));
}
