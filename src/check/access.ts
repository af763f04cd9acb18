import type { Config, EnvironmentConfig } from "../config/config.ts";
import type { KafkaServiceConfig } from "../config/services.ts";
import { activeExclusions, isExcluded } from "../findings/index.ts";
import type { Discovery, ServedKind } from "../observe/kubernetes/port.ts";
import type { Declared } from "../systems/evidence.ts";
import { type Reading, resourceOf } from "../vocabulary/index.ts";
import { type Attempt, failed, succeeded } from "./access-attempt.ts";
import { tryServices } from "./access-services.ts";
import { type Cluster, surveyCluster } from "./cluster.ts";
import { type ExtraSearch, extraSearches } from "./extra-kinds.ts";
import { readSearch } from "./extras.ts";
import { readOffline } from "./offline.ts";
import type { CheckPorts } from "./ports.ts";
import { mergeAsks } from "./services/asks.ts";
import { declaredOf, LiveLists, listsOf } from "./services/index.ts";
import { planTargets, type Target, type Targets } from "./targets.ts";

/** What a check of an environment needs, tried out one by one. */
export interface Access {
  readonly environment: string;
  readonly attempts: readonly Attempt[];
  /** The kinds that a check lists; those outside of namespaces have none. */
  readonly kinds: readonly ListedKind[];
  /** How each Kafka cluster is to be read, and the topics whose last messages are. */
  readonly kafka: readonly { readonly service: KafkaServiceConfig; readonly alertTopics: readonly string[] }[];
}

export interface ListedKind {
  readonly kind: ServedKind;
  readonly namespaces: readonly string[];
}

export interface AccessRequest {
  readonly config: Config;
  readonly revision: string | null;
}

/** Tries everything that a check of the environment reads: Helm, the cluster, each LIST, the services. */
export async function tryAccess(
  environment: EnvironmentConfig,
  request: AccessRequest,
  ports: CheckPorts,
): Promise<Access> {
  const { declaration, intent } = await readOffline({ ...request, environment, applications: null }, ports);
  const rendered = [
    ...declaration.applications.map(({ application }) => succeeded(`render ${application.name}`)),
    ...declaration.failures.map(({ failure }) => failed(`render ${failure.what}`, failure)),
  ];
  const now = ports.now();
  const exclusions = activeExclusions(request.config.exclude, {
    environment: environment.name,
    today: now.toISOString().slice(0, 10),
  });
  const wanted = intent.desired.filter(({ object }) => !isExcluded(resourceOf(object), exclusions));
  const declared = declaredOf(intent);
  const reader = await ports.connect(environment);
  const services = ports.connectServices(environment, reader);
  try {
    const [cluster, behind] = await Promise.all([
      surveyCluster(reader, environment, now),
      tryServices({ environment, services, declared, exclusions }),
    ]);
    const { discovery } = cluster;
    const known = { environment: environment.name, kafka: kafkaOf(environment, declared) };
    if (discovery === null) return { ...known, attempts: [...rendered, ...surveyed(cluster), ...behind], kinds: [] };
    const plan = planTargets(wanted, discovery);
    const applications = declaration.applications.map(({ application }) => application);
    const { tracking } = environment;
    const searches = extraSearches({ applications, tracking, targets: plan.targets, discovery }).filter(
      ({ kind, namespace }) => !isExcluded({ ...kind, namespace, name: null }, exclusions),
    );
    const besides = new LiveLists(listsOf(declared, discovery))
      .besides(plan.targets)
      .filter(({ kind, namespace }) => !isExcluded({ ...kind, namespace, name: null }, exclusions));
    const lists = [
      ...(await listAll({ ...plan, targets: [...plan.targets, ...besides] }, cluster)),
      ...(await searchAll(searches, cluster)),
    ];
    const kinds = [...plan.targets, ...besides, ...searches, ...argoTargets(environment, discovery)];
    return {
      ...known,
      attempts: [...rendered, ...surveyed(cluster), ...lists, ...behind],
      kinds: listedKinds(kinds),
    };
  } finally {
    await services.close();
    await reader.close();
  }
}

function kafkaOf({ services }: EnvironmentConfig, declared: Declared): Access["kafka"] {
  const asks = mergeAsks(declared);
  const named = services.registries.flatMap(({ alertTopics }) => alertTopics);
  return services.kafka.map((service) => ({
    service,
    alertTopics: [...new Set([...asks.lastMessagesOf(service.cluster), ...named])].toSorted(),
  }));
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
  return reading.ok ? succeeded(what) : failed(what, reading.failure);
}

function surveyed({ reader, discovery, failures }: Cluster): Attempt[] {
  const reached = discovery === null ? [] : [succeeded(`reach ${reader.description}`)];
  return [...reached, ...failures.map(({ failure }) => failed(`read ${failure.what}`, failure))];
}

async function listAll(
  { targets, unreadable }: { readonly targets: readonly Listed[]; readonly unreadable: Targets["unreadable"] },
  { reader, limit }: Cluster,
): Promise<Attempt[]> {
  const lists = targets.map(async ({ kind, namespace }) => {
    return attemptOf({ kind, namespace }, await limit(() => reader.list({ kind, namespace })));
  });
  const unserved = unreadable.map(({ failure }) => failed(`list ${failure.what}`, failure));
  return [...(await Promise.all(lists)), ...unserved];
}

function listedKinds(targets: readonly Listed[]): ListedKind[] {
  const byKind = Map.groupBy(targets, ({ kind }) => kind);
  return [...byKind].map(([kind, of]) => ({ kind, namespaces: of.flatMap(({ namespace }) => namespace ?? []) }));
}
