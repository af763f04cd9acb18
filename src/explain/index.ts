/** One field along the whole chain, from the values line to the service; or one values leaf and all that it moves. */
export { type ExplainRequest, explainField } from "./field.ts";
export type { ExplainPorts } from "./ports.ts";
export { type ExplainValuesRequest, explainValues } from "./values.ts";
