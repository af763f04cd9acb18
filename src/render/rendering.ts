import type { KubernetesObject, Path, ReadFailure } from "../vocabulary/index.ts";

/** Why an object is a hook: Helm's or Argo CD's annotation. Hooks come and go; their absence is not drift. */
export interface Hook {
  readonly by: "helm" | "argo-cd";
  readonly phases: readonly string[];
}

/** One manifest as the cluster would read it. */
export interface RenderedObject {
  /** As the manifest states it, unmasked; a namespace only where the manifest has one. See `placeObject`. */
  readonly object: KubernetesObject;
  /** The template that made it, as Helm's `# Source:` line names it; null when there is none. */
  readonly template: string | null;
  readonly hook: Hook | null;
  /** Keys that stand twice in the manifest: the path of each. The last value won. */
  readonly duplicateKeys: readonly Path[];
  /** Paths that change from one render to the next. The empty path: the object itself comes and goes. */
  readonly unstable: readonly Path[];
}

/** What an application renders to. */
export interface Rendering {
  readonly objects: readonly RenderedObject[];
  /** Documents that are no manifest; each costs itself only. */
  readonly failures: readonly ReadFailure[];
  /** The version of Helm that made it, `4.2.3`. */
  readonly helm: string;
}
