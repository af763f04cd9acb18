/** When two values are the same although they are spelled differently. */
export { type Spelling, sameJson, sameScalar } from "./equal.ts";
