import type { Application } from "../environments/application.ts";
import type { Tree } from "../git/port.ts";
import type { Rendering } from "../render/rendering.ts";
import type { Difference, KubernetesObject, Path, ReadFailure, Resource } from "../vocabulary/index.ts";

/** A failure and what it costs: the application it belongs to, null for the whole environment. */
export interface ScopedFailure {
  readonly failure: ReadFailure;
  readonly application: string | null;
  readonly resource: Resource;
  /** The system that wanted it; without one the resource tells. */
  readonly system?: string;
}

/** An application with what it renders to, at the revision it is deployed from. */
export interface RenderedApplication {
  readonly application: Application;
  readonly revision: string | null;
  /** The files that it is rendered from. */
  readonly tree: Tree;
  readonly rendering: Rendering;
}

/** One object that git declares, ready to be compared. */
export interface DesiredObject {
  readonly application: Application;
  readonly object: KubernetesObject;
  /** The same object as the last-synced revision renders it: undefined without one, null when it was not there. */
  readonly base?: KubernetesObject | null;
  /** Paths that change from one render to the next; they are left out of the comparison. */
  readonly unstable: readonly Path[];
}

/** A difference with where it was found. */
export interface ScopedDifference {
  readonly application: string | null;
  /** The desired or live object that it is about; null where it is about no object of the cluster. */
  readonly object: KubernetesObject | null;
  readonly difference: Difference;
  /** The system that found it; without one the resource tells. */
  readonly system?: string;
}
