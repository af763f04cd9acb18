/** The rules of `x-kubernetes-validations`, run here as the API server runs them on an object that is created. */
export { checkRules } from "./check.ts";
export { compileRules, type Program } from "./program.ts";
