import pLimit from "p-limit";
import type { EnvironmentConfig } from "../config/config.ts";
import type { Discovery, KubernetesReader } from "../observe/kubernetes/port.ts";
import type { Reading, Resource } from "../vocabulary/index.ts";
import { type ArgoState, readArgoStates } from "./argo-cd.ts";
import type { ScopedFailure } from "./desired.ts";

/** LISTs that run at the same time against one API server. */
const CONCURRENT_LISTS = 8;

/** The cluster of an environment, as far as it could be read. */
export interface Cluster {
  readonly reader: KubernetesReader;
  /** Null when not even that could be read: then nothing can be compared. */
  readonly discovery: Discovery | null;
  readonly argo: ReadonlyMap<string, ArgoState>;
  readonly failures: readonly ScopedFailure[];
  /** Runs a read when its turn comes. */
  readonly limit: <T>(task: () => Promise<T>) => Promise<T>;
}

/** Asks what the cluster serves and, where there is one, what Argo CD synced last. */
export async function surveyCluster(
  reader: KubernetesReader,
  environment: EnvironmentConfig,
  now: Date,
): Promise<Cluster> {
  const limit = pLimit(CONCURRENT_LISTS);
  const discovered = await reader.discover();
  if (!discovered.ok) return { reader, limit, discovery: null, argo: new Map(), failures: [wholeCluster(discovered)] };
  const discovery = discovered.value;
  if (environment.argoCd === null) return { reader, limit, discovery, argo: new Map(), failures: [] };
  const { namespace } = environment.argoCd;
  const states = await readArgoStates(reader, discovery, { namespace, now });
  if (states.ok) return { reader, limit, discovery, argo: states.value, failures: [] };
  const resource = anyOf({ group: "argoproj.io", version: "v1alpha1", kind: "Application" }, namespace);
  return {
    reader,
    limit,
    discovery,
    argo: new Map(),
    failures: [{ failure: states.failure, application: null, resource }],
  };
}

function wholeCluster(reading: Extract<Reading<unknown>, { ok: false }>): ScopedFailure {
  return {
    failure: reading.failure,
    application: null,
    resource: anyOf({ group: "*", version: "*", kind: "*" }, null),
  };
}

/** All objects of a kind in a namespace, as one resource. */
export function anyOf(kind: { group: string; version: string; kind: string }, namespace: string | null): Resource {
  const { group, version } = kind;
  return { type: "kubernetes", group, version, kind: kind.kind, namespace, name: "*" };
}
