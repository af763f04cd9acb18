/** What a change of an object does to what runs, in plain words: of Strimzi's kinds, and of Kubernetes' own. */
export { foretellApplication } from "./applications.ts";
export { foretellCluster, foretellOperator, foretellTopic, foretellUser } from "./kafka/index.ts";
export { foretellKubernetes } from "./kubernetes/index.ts";
export { foretellRegistry } from "./registries.ts";
