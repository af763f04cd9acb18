/** Which values leaf moves which rendered field, found by changing leaves and rendering again. */
export type { LeafTrace, Link, RenderedField, Trace, TraceCost, TraceWish } from "./trace.ts";
