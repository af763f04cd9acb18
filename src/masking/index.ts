/** Keeps Secret values out of everything that leaves the process, and never touches the objects themselves. */
export { maskObject } from "./object.ts";
export { maskPair, type Sides } from "./pair.ts";
export { maskForRecording, recordedMark } from "./recording.ts";
export { createScrubber, type Scrubber } from "./scrubber.ts";
export { isSecret, LAST_APPLIED } from "./secret-values.ts";
