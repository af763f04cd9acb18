import { findExtras } from "../compare/index.ts";
import type { Application } from "../environments/application.ts";
import type { KubernetesObject, Reading } from "../vocabulary/index.ts";
import { anyOf, type Cluster } from "./cluster.ts";
import type { ScopedDifference, ScopedFailure } from "./desired.ts";
import type { ExtraSearch } from "./extra-kinds.ts";
import type { Rules } from "./rules.ts";

/** What tells an extra object from a declared one. */
export interface ExtraContext {
  readonly applications: readonly Application[];
  /** The keys of everything that git declares, hooks included. */
  readonly declared: ReadonlySet<string>;
  /** The keys of what the last-synced revisions declared. */
  readonly before: ReadonlySet<string>;
  readonly rules: Rules;
}

/** Live objects that carry an application's mark although git does not declare them. */
export function extrasAmong(live: readonly KubernetesObject[], context: ExtraContext): ScopedDifference[] {
  const { applications, declared, before, rules } = context;
  if (live.length === 0) return [];
  return findExtras({ live, declared, before, applications, ...rules }).map((difference) => {
    const object = difference.live as KubernetesObject;
    return { application: applicationOf(object, context), object, difference };
  });
}

function applicationOf(object: KubernetesObject, { applications, rules }: ExtraContext): string | null {
  const { labels = {}, annotations = {} } = object.metadata;
  const mark = (rules.tracking.by === "label" ? labels : annotations)[rules.tracking.name]?.split(":")[0];
  const release = annotations["meta.helm.sh/release-name"];
  const found =
    applications.find(({ name }) => name === mark) ?? applications.find((candidate) => candidate.release === release);
  return found?.name ?? null;
}

/** Looks for extra objects where no declared object made anybody look. */
export async function searchExtras(
  search: ExtraSearch,
  cluster: Cluster,
  context: ExtraContext,
): Promise<{ differences: readonly ScopedDifference[]; failures: readonly ScopedFailure[] }> {
  const readings = await readSearch(search, cluster);
  return {
    differences: readings.flatMap(({ reading }) => (reading.ok ? extrasAmong(reading.value, context) : [])),
    failures: readings.flatMap(({ reading, namespace }) =>
      reading.ok ? [] : [{ failure: reading.failure, application: null, resource: anyOf(search.kind, namespace) }],
    ),
  };
}

export interface NamespaceReading {
  readonly namespace: string | null;
  readonly reading: Reading<readonly KubernetesObject[]>;
}

/** One request; where a role may list in single namespaces only, one per namespace. */
export async function readSearch(
  { open, ...target }: ExtraSearch,
  { reader, limit }: Cluster,
): Promise<NamespaceReading[]> {
  const reading = await limit(() => reader.list(target));
  const { namespace } = target;
  if (reading.ok || reading.failure.reason !== "no-permission" || namespace !== null) return [{ namespace, reading }];
  const { fieldSelector: _, ...everywhere } = target;
  return await Promise.all(
    open.map(async (one) => ({
      namespace: one,
      reading: await limit(() => reader.list({ ...everywhere, namespace: one })),
    })),
  );
}
