/** Strimzi's Topic and User Operators as they were observed, played one pass at a time on a real API server and a real Kafka. */
export type { Place } from "./custom-resources.ts";
export { Operators, type OperatorsOptions } from "./operators.ts";
