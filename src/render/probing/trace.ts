import type { KubernetesResource, Path, Transformation } from "../../vocabulary/index.ts";

/** A field of a rendered object, or with an empty path the object itself. The resource is as the manifest states it: without the namespace that it gets later. */
export interface RenderedField {
  readonly resource: KubernetesResource;
  readonly path: Path;
}

/** One arrow from a values leaf to a rendered field. */
export interface Link extends RenderedField {
  readonly transformation: Transformation;
  /** False for a field or object that is only there when the leaf has another value. */
  readonly present: boolean;
}

/** What probing found out about one leaf. */
export interface LeafTrace {
  /** The path in the merged values; of a map for a key. */
  readonly leaf: Path;
  /** A leaf's value, or the last key of the path itself. */
  readonly of: "value" | "key";
  readonly links: readonly Link[];
  /**
   * moves: another value moves fields. refused: the chart does not render with another value, so some template reads it.
   * dormant: it moves fields only once `switchedBy` has another value too. silent: no probe moved anything.
   * not-probed: nobody asked, or every probe failed for another reason.
   */
  readonly outcome: "moves" | "refused" | "dormant" | "silent" | "not-probed";
  readonly switchedBy: Path | null;
  /** True when the text of a template speaks of this path, or of a map around it as a whole. */
  readonly mentioned: boolean;
}

/** What a probe run cost. */
export interface TraceCost {
  readonly leaves: number;
  readonly renders: number;
  readonly seconds: number;
  /** True when it all came from the cache on disk. */
  readonly cached: boolean;
}

/** Which leaves of an application move which fields. */
export interface Trace {
  readonly leaves: readonly LeafTrace[];
  readonly cost: TraceCost;
}

/** What is asked of a probe run. Less costs less. */
export type TraceWish =
  | { readonly of: "everything" }
  /** What nothing reads, and where texts and numbers go. Of all else only leaves that no template speaks of are probed. */
  | { readonly of: "unread" }
  /** The causes of these fields only: only leaves that may reach them are probed. */
  | { readonly of: "fields"; readonly fields: readonly RenderedField[] }
  /** What these leaves move; `path` may be a map or a list, for all leaves below it. */
  | { readonly of: "leaves"; readonly paths: readonly Path[] };
