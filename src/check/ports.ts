import type { EnvironmentConfig } from "../config/config.ts";
import type { Scrubber } from "../masking/index.ts";
import type { KubernetesDryRun, KubernetesReader, RequestCounts } from "../observe/kubernetes/port.ts";
import type { Services } from "../observe/services/port.ts";
import type { ProvenanceFinder } from "../provenance/index.ts";
import type { DeclarationPorts } from "./declaration.ts";

/** The server engine's cluster, with what it was asked. */
export interface DryRunConnection extends KubernetesDryRun {
  requests(): RequestCounts;
  close(): Promise<void>;
}

/** Everything outside that a check needs. */
export interface CheckPorts extends DeclarationPorts {
  /** @throws UserError when holdfast.yaml names no cluster for the environment, or one that does not exist. */
  connect(environment: EnvironmentConfig): Promise<KubernetesReader>;
  connectDryRun(environment: EnvironmentConfig): Promise<DryRunConnection>;
  /** The services that holdfast.yaml names for the environment; `kubernetes` reads their credentials. */
  connectServices(environment: EnvironmentConfig, kubernetes: KubernetesReader): Services;
  /** Finds the values lines behind findings; null for a check that need not say them. */
  readonly provenance: ProvenanceFinder | null;
  /** Learns every Secret value of the run. */
  readonly scrubber: Scrubber;
  now(): Date;
  /** Says what the run is busy with. */
  progress(what: string): void;
}
