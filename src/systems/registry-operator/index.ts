/** The operator that runs schema registries, and the definition of its kind. */
import { isDefinition, isNamed } from "../kafka-kinds.ts";
import type { System } from "../system.ts";

export const registryOperator: System = {
  name: "registry-operator",
  owns: (part) => isDefinition(part, ".roundtable.lsst.codes") || isNamed(part, "registry-operator"),
};
