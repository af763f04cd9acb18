/** Live objects that bear an application's mark although no rendering declares them. */
export { type ExtraInput, findExtras } from "./extra.ts";
export type { TrackedApplication } from "./tracked.ts";
