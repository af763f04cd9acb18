import type { JsonObject, KubernetesObject, Reading } from "../../vocabulary/index.ts";

/** A kind that the cluster serves, in one version. */
export interface ServedKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** The name in URLs: `kafkatopics`. */
  readonly plural: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
}

/** What the cluster serves. A group that could not be asked is named in `failures`, the rest is true. */
export interface Discovery {
  readonly kinds: readonly ServedKind[];
  /** By API group (`""` is core): why its kinds are not known. */
  readonly failures: ReadonlyMap<string, string>;
}

/** An OpenAPI v3 document of one group and version, as the API server publishes it, descriptions left out. */
export interface OpenApiDocument extends JsonObject {
  components?: JsonObject & { schemas?: { [name: string]: JsonObject } };
}

export interface ListTarget {
  readonly kind: ServedKind;
  /** Null lists over all namespaces, or a cluster-scoped kind. */
  readonly namespace: string | null;
  readonly labelSelector?: string;
  /** Kubernetes selects by `metadata.name` and `metadata.namespace` in every kind. */
  readonly fieldSelector?: string;
}

/** What was asked of the API server so far. */
export interface RequestCounts {
  readonly lists: number;
  readonly others: number;
}

/**
 * The port to a cluster, live or recorded. It only reads: GET and LIST.
 * A failure is returned, never thrown; every wait is bounded.
 */
export interface KubernetesReader {
  /** Where the reader looks, for messages: `context idfint`, `recording of 2026-11-24`. */
  readonly description: string;
  /** When the recording was made; null for a live cluster. */
  readonly recordedAt: string | null;
  /** The commit that the recording was checked at; null for a live cluster and outside git. */
  readonly recordedRevision: string | null;
  discover(): Promise<Reading<Discovery>>;
  /** Every object of one kind in one namespace, all pages, with managedFields. */
  list(target: ListTarget): Promise<Reading<readonly KubernetesObject[]>>;
  /** The schemas of one group and version (`apps`, `v1`). Cached on disk by the server's own hash. */
  schemas(group: string, version: string): Promise<Reading<OpenApiDocument>>;
  requests(): RequestCounts;
  close(): Promise<void>;
}

/** The server engine's port: writes with `dryRun=All` only, so nothing is ever stored. */
export interface KubernetesDryRun {
  /** What the object would be after a forced server-side apply by `fieldManager`. */
  apply(kind: ServedKind, object: KubernetesObject, fieldManager: string): Promise<Reading<KubernetesObject>>;
  /** What a fresh object would be, with its defaults and admission. */
  create(kind: ServedKind, object: KubernetesObject): Promise<Reading<KubernetesObject>>;
}
