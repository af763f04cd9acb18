/** Helm: from an application's chart and values to the objects that the cluster would read. */
export { type Helm, locateHelm } from "./helm/locate.ts";
export type { Renderer } from "./renderer.ts";
export type { Hook, RenderedObject, Rendering } from "./rendering.ts";
