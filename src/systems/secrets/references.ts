import { type JsonObject, type KubernetesObject, type Resource, resourceOf } from "../../vocabulary/index.ts";
import type { Declared, DeclaredObject } from "../evidence.ts";
import { STRIMZI } from "../kafka-kinds.ts";
import { fieldOf } from "../system.ts";
import { objectsIn, textOf } from "../workload/index.ts";

/** That something in git needs a Secret, or one of its keys. */
export interface Reference {
  readonly application: string;
  readonly by: Resource;
  readonly namespace: string;
  readonly secret: string;
  /** Null where the Secret as a whole is meant. */
  readonly key: string | null;
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

interface Need {
  readonly secret: string;
  readonly key: string | null;
}

function referenceOf({ application, object }: DeclaredObject, { secret, key }: Need): Reference {
  return { application, by: resourceOf(object), namespace: object.metadata.namespace ?? "", secret, key };
}

function podNeeds(workload: KubernetesObject): readonly Need[] {
  const pod =
    fieldOf(workload, "spec", "template", "spec") ??
    fieldOf(workload, "spec", "jobTemplate", "spec", "template", "spec");
  const [spec] = objectsIn([pod]);
  if (spec === undefined) return [];
  const containers = [...objectsIn(spec["initContainers"]), ...objectsIn(spec["containers"])];
  return [
    ...containers.flatMap(containerNeeds),
    ...objectsIn(spec["volumes"]).flatMap(volumeNeeds),
    ...objectsIn(spec["imagePullSecrets"]).flatMap(({ name }) => whole(name)),
  ];
}

function containerNeeds(container: JsonObject): readonly Need[] {
  const variables = objectsIn(container["env"]).flatMap(({ valueFrom }) =>
    keyIn(objectsIn([valueFrom])[0]?.["secretKeyRef"]),
  );
  const sources = objectsIn(container["envFrom"]).flatMap(({ secretRef }) =>
    required(secretRef).flatMap(({ name }) => whole(name)),
  );
  return [...variables, ...sources];
}

function volumeNeeds({ secret, projected }: JsonObject): readonly Need[] {
  const own = required(secret).flatMap((source) => filesOf(source["secretName"], source["items"]));
  const sources = objectsIn(objectsIn([projected])[0]?.["sources"]).flatMap((source) =>
    required(source["secret"]).flatMap(({ name, items }) => filesOf(name, items)),
  );
  return [...own, ...sources];
}

/** All keys, or only those that are listed. */
function filesOf(name: unknown, items: unknown): readonly Need[] {
  const secret = textOf(name);
  const keys = objectsIn(items).flatMap(({ key }) => textOf(key) ?? []);
  if (secret === null) return [];
  return keys.length === 0 ? whole(secret) : keys.map((key) => ({ secret, key }));
}

function userNeeds(user: KubernetesObject): readonly Need[] {
  return keyIn(fieldOf(user, "spec", "authentication", "password", "valueFrom", "secretKeyRef"));
}

function scalerNeeds(authentication: KubernetesObject): readonly Need[] {
  return objectsIn(fieldOf(authentication, "spec", "secretTargetRef")).flatMap(keyIn);
}

function keyIn(reference: unknown): readonly Need[] {
  return required(reference).flatMap(({ name, key }) => {
    const [secret, wanted] = [textOf(name), textOf(key)];
    return secret === null || wanted === null ? [] : [{ secret, key: wanted }];
  });
}

function whole(name: unknown): readonly Need[] {
  const secret = textOf(name);
  return secret === null ? [] : [{ secret, key: null }];
}

function required(reference: unknown): readonly JsonObject[] {
  return objectsIn([reference]).filter(({ optional }) => optional !== true);
}
