/** Whether a chart renders the same each time, and which fields do not. */
export { type StabilityScan, scanStability } from "./scan.ts";
export { markUnstable } from "./unstable.ts";
