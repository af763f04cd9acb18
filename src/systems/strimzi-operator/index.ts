/** The Strimzi operator and the definitions of its kinds. */
import { isDefinition, isNamed } from "../kafka-kinds.ts";
import type { System } from "../system.ts";

export const strimziOperator: System = {
  name: "strimzi-operator",
  owns: (part) => isDefinition(part, ".strimzi.io") || isNamed(part, "strimzi-operator"),
};
