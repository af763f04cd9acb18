/** What a change of an object does to what runs, in plain words: of Strimzi's kinds, and of Kubernetes' own. */
export { foretellKubernetes } from "./kubernetes/index.ts";
