/** What all of Strimzi's resources have in common: labels and annotations that steer operators, conditions, names. */
export { configText } from "./config-text.ts";
export { isInternalTopic } from "./internal-names.ts";
export { type OperatorBreak, operatorBreak, type Reconciling, warningsOf } from "./operator-break.ts";
export { type KafkaResources, kafkaNamespaces, kafkaResourcesIn } from "./resources.ts";
export { type EntityOperator, type Standing, standingDifferences, standingsOf } from "./standing.ts";
export { clusterLabelOf, isPaused, isUnmanaged, LABEL_PATH } from "./steering.ts";
