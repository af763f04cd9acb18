/** Keeps Secret values out of everything that leaves the process, and never touches the objects themselves. */
export { maskObject } from "./object.ts";
export { BEFORE_AND_AFTER, maskPair, type Sides, type SideWords, scrubPair } from "./pair.ts";
export { maskForRecording, recordedMark } from "./recording.ts";
export { createScrubber, type Scrubber } from "./scrubber.ts";
export { isSecret, LAST_APPLIED } from "./secret-values.ts";
