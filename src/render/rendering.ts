import type { KubernetesObject, Path } from "../vocabulary/index.ts";

/** Why an object is a hook: Helm's or Argo CD's annotation. Hooks come and go; their absence is not drift. */
export interface Hook {
  readonly by: "helm" | "argo-cd";
  readonly phases: readonly string[];
}

/** One manifest as the cluster would read it. */
export interface RenderedObject {
  /** With the namespace filled in where the API server would fill it in, unmasked. */
  readonly object: KubernetesObject;
  /** The template that made it, as Helm's `# Source:` line names it; null when there is none. */
  readonly template: string | null;
  readonly hook: Hook | null;
  /** Keys that stand twice in the manifest: the path of each. The last value won. */
  readonly duplicateKeys: readonly Path[];
}

/** What an application renders to. */
export interface Rendering {
  readonly objects: readonly RenderedObject[];
  /** The version of Helm that made it, `4.2.3`. */
  readonly helm: string;
}
