/** When two values are the same although they are spelled differently. */
export { sameJson, sameScalar, type Spelling } from "./equal.ts";
