import type { Application } from "../environments/application.ts";
import type { Tree } from "../git/port.ts";
import type { Reading } from "../vocabulary/index.ts";
import type { Trace, TraceWish } from "./probing/trace.ts";
import type { Rendering } from "./rendering.ts";
import type { ApplicationValues } from "./values/values.ts";

/** Renders applications. The same application at the same revision is rendered once. */
export interface Renderer {
  /** What an application renders to in a tree. The tree is never written to. */
  render(application: Application, tree: Tree): Promise<Reading<Rendering>>;
  /** The values that it is rendered with, each with where it stands. */
  values(application: Application, tree: Tree): Promise<Reading<ApplicationValues>>;
  /** Which leaves of its values move which fields. Unread where the application itself does not render. */
  trace(application: Application, tree: Tree, wish: TraceWish): Promise<Reading<Trace>>;
  /** How often Helm rendered, and the sum of its wall time. */
  counts(): { readonly renders: number; readonly seconds: number };
  /** Removes the temporary folders. */
  dispose(): Promise<void>;
}
