import { type KubernetesObject, resourceKey, resourceOf, type SubjectResource } from "../../vocabulary/index.ts";
import type { Declared, DeclaredObject, Evidence, RegistryEvidence } from "../evidence.ts";
import { declaredAndLive } from "../found.ts";
import { STRIMZI } from "../kafka-kinds.ts";
import { fieldOf } from "../system.ts";
import { containersOf, flagOf, runs, textOf } from "../workload/index.ts";

export const REGISTRY_GROUP = "roundtable.lsst.codes";
export const REGISTRY_KIND = "StrimziSchemaRegistry";

/** The program of the Job that registers the alert schemas. */
export const SYNC = "syncAllSchemasToRegistry";
/** The subject that the sync Job fills unless it is told another. */
export const ALERT_SUBJECT = "alert-packet";

/** A registry that is there, and who declares it. */
export interface Registry {
  readonly application: string;
  readonly live: KubernetesObject;
  readonly name: string;
  readonly namespace: string;
}

export function declaredRegistries(declared: Declared): readonly DeclaredObject[] {
  return declared.of(REGISTRY_GROUP, REGISTRY_KIND);
}

export function liveRegistries({ declared, live }: Evidence): readonly Registry[] {
  return declaredAndLive(declaredRegistries(declared), live).map((one) => {
    const { name, namespace = "" } = one.live.metadata;
    return { application: one.application, live: one.live, name, namespace };
  });
}

/** The registry as a whole, as a finding names it. */
export function wholeRegistry(name: string): SubjectResource {
  return { type: "subject", registry: name, name: null };
}

/** The application that declares the registry that was read; null where git does not. */
export function applicationOfRegistry({ name, namespace }: RegistryEvidence, declared: Declared): string | null {
  const object = declaredRegistries(declared).find(
    ({ object: { metadata } }) => metadata.name === name && metadata.namespace === namespace,
  );
  return object === undefined ? null : declared.applicationOf(resourceKey(resourceOf(object.object)));
}

/** The subjects that sync Jobs of the namespace register. */
export function syncedSubjects(declared: Declared, namespace: string): readonly string[] {
  const jobs = declared.of("batch", "Job").filter(({ object }) => object.metadata.namespace === namespace);
  const syncs = jobs.flatMap(({ object }) => containersOf(object)).filter((container) => runs(container, SYNC));
  return [...new Set(syncs.map((sync) => flagOf(sync, "--subject") ?? ALERT_SUBJECT))];
}

/** The Kafka cluster that stores a registry's schemas: that of the KafkaUser of the same name. */
export function clusterOf(
  { name, namespace }: { readonly name: string; readonly namespace: string },
  evidence: Evidence,
) {
  const { declared, live } = evidence;
  const users = live.of({ group: STRIMZI, kind: "KafkaUser", namespace });
  const own = users.ok ? users.value.find(({ metadata }) => metadata.name === name) : undefined;
  const inGit = declared
    .of(STRIMZI, "KafkaUser")
    .find(({ object: { metadata } }) => metadata.name === name && metadata.namespace === namespace);
  const user = own ?? inGit?.object;
  return user === undefined ? null : textOf(fieldOf(user, "metadata", "labels", "strimzi.io/cluster"));
}
