/** Helm: from an application's chart and values to the objects that the cluster would read. */
export { createRenderer, type RendererOptions } from "./create-renderer.ts";
export { chartRepositoriesIn } from "./dependencies/index.ts";
export { type Helm, type HelmRequest, locateHelm } from "./helm/locate.ts";
export { readManifests } from "./manifests.ts";
export { type NamespacedLookup, placeObject } from "./placement.ts";
export type { LeafTrace, Link, RenderedField, Trace, TraceCost, TraceWish } from "./probing/index.ts";
export type { Renderer } from "./renderer.ts";
export type { Hook, RenderedObject, Rendering } from "./rendering.ts";
export {
  type ApplicationValues,
  directivesFor,
  type ValuesLeaf,
  type ValuesPlace,
  type ValuesSource,
} from "./values/index.ts";
export { isCalledSecret } from "./values-secrets.ts";
