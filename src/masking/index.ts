/** Keeps Secret values out of everything that leaves the process, and never touches the objects themselves. */
export { maskObject } from "./object.ts";
export { MASKED, MASKED_DESIRED, MASKED_LIVE, maskPair, type Sides } from "./pair.ts";
export {
  maskForRecording,
  RECORDED_DIFFERENT,
  RECORDED_SAME,
  RECORDED_UNKNOWN,
  type RecordedMark,
  recordedMark,
} from "./recording.ts";
export { createScrubber, type Scrubber } from "./scrubber.ts";
export { isSecret, LAST_APPLIED } from "./secret-values.ts";
