/** From a rendered field or a values leaf to the line of the file, its commit and its author. */

export { nearLeaves, scalarText, type ValuedField } from "./candidates.ts";
export { createProvenanceFinder } from "./finder.ts";
export type { Causes, CausingLeaf, ProvenanceFinder, ProvenancePorts, SourcedApplication } from "./port.ts";
