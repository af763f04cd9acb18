import type { Config, EnvironmentConfig } from "../config/config.ts";
import type { ServedKind } from "../observe/kubernetes/port.ts";
import type { ReadFailure } from "../vocabulary/index.ts";
import { type Cluster, surveyCluster } from "./cluster.ts";
import { readOffline } from "./offline.ts";
import type { CheckPorts } from "./ports.ts";
import { planTargets, type Target, type Targets } from "./targets.ts";

/** What was tried: it went well where `failure` is null. */
export interface Attempt {
  readonly what: string;
  readonly failure: ReadFailure | null;
}

/** What a check of an environment needs, tried out one by one. */
export interface Access {
  readonly environment: string;
  readonly attempts: readonly Attempt[];
  /** The kinds that a check lists; those outside of namespaces have none. */
  readonly kinds: readonly ListedKind[];
}

export interface ListedKind {
  readonly kind: ServedKind;
  readonly namespaces: readonly string[];
}

export interface AccessRequest {
  readonly config: Config;
  readonly revision: string | null;
}

/** Tries everything that a check of the environment reads: Helm, the cluster, each LIST. */
export async function tryAccess(
  environment: EnvironmentConfig,
  request: AccessRequest,
  ports: CheckPorts,
): Promise<Access> {
  const { declaration, intent } = await readOffline({ ...request, environment, applications: null }, ports);
  const rendered = [
    ...declaration.applications.map(({ application }) => succeeded(`render ${application.name}`)),
    ...declaration.failures.map(({ failure }) => ({ what: `render ${failure.what}`, failure })),
  ];
  const reader = await ports.connect(environment);
  try {
    const cluster = await surveyCluster(reader, environment, ports.now());
    const plan = cluster.discovery === null ? null : planTargets(intent.desired, cluster.discovery);
    const attempts = [...rendered, ...surveyed(cluster), ...(plan === null ? [] : await listAll(plan, cluster))];
    return { environment: environment.name, attempts, kinds: listedKinds(plan?.targets ?? []) };
  } finally {
    await reader.close();
  }
}

function surveyed({ reader, discovery, failures }: Cluster): Attempt[] {
  const reached = discovery === null ? [] : [succeeded(`reach ${reader.description}`)];
  return [...reached, ...failures.map(({ failure }) => ({ what: `read ${failure.what}`, failure }))];
}

async function listAll({ targets, unreadable }: Targets, { reader, limit }: Cluster): Promise<Attempt[]> {
  const lists = targets.map(async ({ kind, namespace }) => {
    const listed = await limit(() => reader.list({ kind, namespace }));
    const what = namespace === null ? `list ${kind.plural}` : `list ${kind.plural} in ${namespace}`;
    return { what, failure: listed.ok ? null : listed.failure };
  });
  const unserved = unreadable.map(({ failure }) => ({ what: `list ${failure.what}`, failure }));
  return [...(await Promise.all(lists)), ...unserved];
}

function listedKinds(targets: readonly Target[]): ListedKind[] {
  const byKind = Map.groupBy(targets, ({ kind }) => kind);
  return [...byKind].map(([kind, of]) => ({ kind, namespaces: of.flatMap(({ namespace }) => namespace ?? []) }));
}

function succeeded(what: string): Attempt {
  return { what, failure: null };
}
