/** Chart dependencies: which the values need, where they come from, and a copy of the chart that has them. */
export { isComplete, missingDependencies, onlySwitches, withDependencies } from "./copy.ts";
export { DependencyFetcher, nameOf as dependencyName } from "./fetch.ts";
export { mirror } from "./mirror.ts";
export { type DependencyPlan, planDependencies } from "./plan.ts";
export { chartRepositoriesIn } from "./repositories.ts";
