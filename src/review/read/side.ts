import type { RenderedApplication } from "../../check/desired.ts";
import type { TracedApplication } from "../../lint/index.ts";

/** An application on one side: rendered, with its objects in their namespaces. */
export interface RenderedSide extends RenderedApplication {
  readonly placed: TracedApplication["placed"];
}

/** The same with its values; what it was traced for is still to come. */
export type ValuedSide = TracedApplication & RenderedSide;
