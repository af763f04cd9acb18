/** Workloads and the programs in them: containers, flags, conditions and readiness. */

export { type Condition, conditionIn, conditionsOf } from "./conditions.ts";
export {
  type Container,
  containersOf,
  flagOf,
  objectsIn,
  runs,
  textOf,
  variableOf,
} from "./containers.ts";
export { clusterAt } from "./kafka-address.ts";
export { judgeReadiness } from "./readiness.ts";
