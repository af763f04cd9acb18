/** Checks custom resources against their CRDs, offline: fields that the API server would drop, and what it would refuse. */
export { checkAgainstDefinition, type DefinitionCheck, undefinedKinds } from "./check.ts";
export { type Definition, type Definitions, definitionsOf } from "./definition.ts";
export { readDefinitionFiles } from "./files.ts";
