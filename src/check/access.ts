import type { Config, EnvironmentConfig } from "../config/config.ts";
import { activeExclusions, isExcluded } from "../findings/index.ts";
import type { Discovery, ServedKind } from "../observe/kubernetes/port.ts";
import { type ReadFailure, type Reading, resourceOf } from "../vocabulary/index.ts";
import { type Cluster, surveyCluster } from "./cluster.ts";
import { type ExtraSearch, extraSearches } from "./extra-kinds.ts";
import { readSearch } from "./extras.ts";
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
  const now = ports.now();
  const exclusions = activeExclusions(request.config.exclude, {
    environment: environment.name,
    today: now.toISOString().slice(0, 10),
  });
  const wanted = intent.desired.filter(({ object }) => !isExcluded(resourceOf(object), exclusions));
  const reader = await ports.connect(environment);
  try {
    const cluster = await surveyCluster(reader, environment, now);
    const { discovery } = cluster;
    if (discovery === null) {
      return { environment: environment.name, attempts: [...rendered, ...surveyed(cluster)], kinds: [] };
    }
    const plan = planTargets(wanted, discovery);
    const applications = declaration.applications.map(({ application }) => application);
    const { tracking } = environment;
    const searches = extraSearches({ applications, tracking, targets: plan.targets, discovery }).filter(
      ({ kind, namespace }) => !isExcluded({ ...kind, namespace, name: null }, exclusions),
    );
    const lists = [...(await listAll(plan, cluster)), ...(await searchAll(searches, cluster))];
    const kinds = [...plan.targets, ...searches, ...argoTargets(environment, discovery)];
    return {
      environment: environment.name,
      attempts: [...rendered, ...surveyed(cluster), ...lists],
      kinds: listedKinds(kinds),
    };
  } finally {
    await reader.close();
  }
}

/** What tells the last-synced revisions is listed as well. */
function argoTargets({ argoCd }: EnvironmentConfig, { kinds }: Discovery): Listed[] {
  if (argoCd === null) return [];
  const kind = kinds.find((candidate) => candidate.group === "argoproj.io" && candidate.kind === "Application");
  return kind === undefined ? [] : [{ kind, namespace: argoCd.namespace }];
}

async function searchAll(searches: readonly ExtraSearch[], cluster: Cluster): Promise<Attempt[]> {
  const searched = searches.map(async (search) => {
    const readings = await readSearch(search, cluster);
    return readings.map(({ namespace, reading }) => attemptOf({ kind: search.kind, namespace }, reading));
  });
  return (await Promise.all(searched)).flat();
}

type Listed = Pick<Target, "kind" | "namespace">;

function attemptOf({ kind, namespace }: Listed, reading: Reading<unknown>): Attempt {
  const what = namespace === null ? `list ${kind.plural}` : `list ${kind.plural} in ${namespace}`;
  return { what, failure: reading.ok ? null : reading.failure };
}

function surveyed({ reader, discovery, failures }: Cluster): Attempt[] {
  const reached = discovery === null ? [] : [succeeded(`reach ${reader.description}`)];
  return [...reached, ...failures.map(({ failure }) => ({ what: `read ${failure.what}`, failure }))];
}

async function listAll({ targets, unreadable }: Targets, { reader, limit }: Cluster): Promise<Attempt[]> {
  const lists = targets.map(async ({ kind, namespace }) => {
    return attemptOf({ kind, namespace }, await limit(() => reader.list({ kind, namespace })));
  });
  const unserved = unreadable.map(({ failure }) => ({ what: `list ${failure.what}`, failure }));
  return [...(await Promise.all(lists)), ...unserved];
}

function listedKinds(targets: readonly Listed[]): ListedKind[] {
  const byKind = Map.groupBy(targets, ({ kind }) => kind);
  return [...byKind].map(([kind, of]) => ({ kind, namespaces: of.flatMap(({ namespace }) => namespace ?? []) }));
}

function succeeded(what: string): Attempt {
  return { what, failure: null };
}
