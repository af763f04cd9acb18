import type { TrackingMark } from "../compare/index.ts";
import type { Application } from "../environments/application.ts";
import type { Discovery, ServedKind } from "../observe/kubernetes/port.ts";
import type { Target } from "./targets.ts";

/**
 * Kinds of an alert system that may hold an object git has forgotten although nothing of the kind is declared any more.
 * Secrets are not among them: they are only read where git declares one.
 */
const WATCHED: ReadonlySet<string> = new Set([
  "kafka.strimzi.io/Kafka",
  "kafka.strimzi.io/KafkaNodePool",
  "kafka.strimzi.io/KafkaTopic",
  "kafka.strimzi.io/KafkaUser",
  "roundtable.lsst.codes/StrimziSchemaRegistry",
  "ricoberger.de/VaultSecret",
  "keda.sh/ScaledObject",
  "apps/Deployment",
  "apps/StatefulSet",
  "batch/CronJob",
  "/Service",
  "/ConfigMap",
  "/ServiceAccount",
  "networking.k8s.io/Ingress",
]);

/** One search for extra objects of a kind: everywhere by label, or in one namespace. */
export interface ExtraSearch {
  readonly kind: ServedKind;
  readonly namespace: string | null;
  /** The namespaces that the search is for. */
  readonly open: readonly string[];
  readonly labelSelector?: string;
  /** Leaves out the namespaces that were listed whole already. */
  readonly fieldSelector?: string;
}

export interface ExtraSearchOptions {
  readonly targets: readonly Target[];
  readonly discovery: Discovery;
  readonly namespaces: ReadonlySet<string>;
  /** The label that tracks applications with the values to look for; null when an annotation does, which cannot be selected. */
  readonly tracked: { readonly label: string; readonly values: readonly string[] } | null;
}

/** The searches for objects of an environment that git has forgotten. */
export function extraSearches(given: {
  readonly applications: readonly Application[];
  readonly tracking: TrackingMark;
  readonly targets: readonly Target[];
  readonly discovery: Discovery;
}): ExtraSearch[] {
  const { applications, tracking, targets, discovery } = given;
  const values = applications.map(({ name }) => name);
  const tracked = tracking.by === "label" && values.length > 0 ? { label: tracking.name, values } : null;
  const namespaces = new Set(applications.map(({ namespace }) => namespace));
  return planExtraSearches({ targets, discovery, namespaces, tracked });
}

/**
 * The searches that the targets' own LISTs do not cover: kinds in namespaces of an application where nothing of the kind
 * is declared. One request per kind where a label selects, else one per kind and namespace.
 */
export function planExtraSearches(options: ExtraSearchOptions): ExtraSearch[] {
  const { targets, discovery, namespaces, tracked } = options;
  const covered = new Map<string, Set<string | null>>();
  for (const { kind, namespace } of targets) {
    const key = keyOf(kind);
    covered.set(key, (covered.get(key) ?? new Set()).add(namespace));
  }
  const rendered = new Set(targets.map(({ kind }) => kind));
  return searchedKinds(discovery, rendered).flatMap((kind): ExtraSearch[] => {
    const done = covered.get(keyOf(kind)) ?? new Set();
    const open = [...namespaces].filter((namespace) => !done.has(namespace));
    if (!kind.namespaced || open.length === 0) return [];
    if (tracked === null) return open.map((namespace) => ({ kind, namespace, open: [namespace] }));
    const labelSelector = `${tracked.label} in (${tracked.values.join(",")})`;
    const [only] = open;
    if (open.length === 1 && only !== undefined) return [{ kind, namespace: only, open, labelSelector }];
    const fieldSelector = [...done].map((namespace) => `metadata.namespace!=${namespace}`).join(",");
    return [{ kind, namespace: null, open, labelSelector, ...(fieldSelector !== "" && { fieldSelector }) }];
  });
}

/** Rendered kinds in their rendered version, watched kinds in the version that discovery names first. */
function searchedKinds({ kinds }: Discovery, rendered: ReadonlySet<ServedKind>): ServedKind[] {
  const chosen = new Map<string, ServedKind>();
  for (const kind of rendered) chosen.set(keyOf(kind), kind);
  for (const kind of kinds) {
    const key = keyOf(kind);
    if (WATCHED.has(key) && kind.verbs.includes("list") && !chosen.has(key)) chosen.set(key, kind);
  }
  return [...chosen.values()];
}

function keyOf({ group, kind }: ServedKind): string {
  return `${group}/${kind}`;
}
