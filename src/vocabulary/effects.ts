import type { Severity } from "./kinds.ts";

/** What a change of git does to what runs, in words that a reviewer needs no manual for. */
export const EFFECTS = {
  refused: effect("high", "The API server refuses the change"),
  "data-deleted": effect("high", "Data deleted"),
  "version-unserved": effect("high", "A version that is no longer served"),
  "brokers-roll": effect("medium", "Brokers restart one after the other"),
  "nodes-added": effect("low", "Kafka nodes added"),
  "nodes-removed": effect("medium", "Kafka nodes removed"),
  "load-balancer-moves": effect("medium", "A load balancer moves"),
  "broker-address-changes": effect("medium", "Clients reach a broker elsewhere"),
  "listener-opened": effect("medium", "A listener for clients outside"),
  "volumes-grow": effect("low", "Volumes grow"),
  "certificate-reissued": effect("low", "A certificate is issued anew"),
  "reconciliation-paused": effect("medium", "Strimzi stops acting on changes"),
  "topic-created": effect("info", "A topic is created"),
  "topic-deleted": effect("high", "A topic is deleted with its messages"),
  "partitions-raised": effect("medium", "Partitions raised"),
  "retention-raised": effect("low", "Retention raised"),
  "topic-config-changes": effect("low", "Settings of a topic change"),
  "user-created": effect("info", "A user is created"),
  "user-deleted": effect("medium", "A user is deleted"),
  "access-gained": effect("low", "A user gains access"),
  "quota-changed": effect("low", "A quota changes"),
  "registry-created": effect("info", "A schema registry is created"),
  "registry-removed": effect("high", "A schema registry is deleted"),
  "pods-restart": effect("low", "Pods restart"),
  "down-between": effect("medium", "Down while Pods restart"),
  "pods-keep-config": effect("low", "Pods keep their old configuration"),
  "image-floats": effect("low", "An image without a fixed version"),
  "replicas-changed": effect("low", "Another number of Pods"),
  "workload-stopped": effect("medium", "A workload stops"),
  "workload-renamed": effect("medium", "A workload is deleted and created under another name"),
  "workload-removed": effect("medium", "A workload is deleted"),
  renamed: effect("low", "Deleted and created under another name"),
  "scaling-changed": effect("low", "Bounds of autoscaling change"),
  "job-runs": effect("low", "A Job runs"),
  "service-opened": effect("medium", "A Service is opened to the outside"),
  "service-removed": effect("medium", "A Service is deleted"),
  "port-closed": effect("medium", "A port is closed"),
  "service-retargeted": effect("low", "A Service leads to other Pods"),
  "address-removed": effect("medium", "An address is no longer served"),
  "address-added": effect("low", "An address is served"),
  "address-retargeted": effect("low", "An address leads elsewhere"),
  "methods-changed": effect("medium", "Other HTTP methods are let in"),
  "rights-widened": effect("medium", "More rights in the cluster"),
  "network-changed": effect("medium", "Who may reach whom changes"),
  "sync-changed": effect("low", "Argo CD deploys differently"),
} as const satisfies Record<string, EffectWords>;

export interface EffectWords {
  readonly severity: Severity;
  /** A headline for it. */
  readonly title: string;
}

export type EffectName = keyof typeof EFFECTS;

function effect<S extends Severity>(severity: S, title: string) {
  return { severity, title } as const;
}
