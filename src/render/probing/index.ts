/** Which values leaf moves which rendered field, found by changing leaves and rendering again. */
export { openTraceCache, type TraceCache } from "./cache.ts";
export type { Specimen } from "./subject.ts";
export type { LeafTrace, Link, RenderedField, Trace, TraceCost, TraceWish } from "./trace.ts";
export { type TraceTools, traceApplication, wishKey } from "./trace-application.ts";
