/** The Strimzi operator and the definitions of its kinds. */
import { foretellOperator } from "../effects/index.ts";
import { isDefinition, isNamed } from "../kafka-kinds.ts";
import type { System } from "../system.ts";
import { coupleOperator } from "./couplings.ts";
import { judgeOperator, operatorKinds } from "./judge.ts";

export const strimziOperator: System = {
  name: "strimzi-operator",
  owns: (part) => isDefinition(part, ".strimzi.io") || isNamed(part, "strimzi-operator"),
  lists: operatorKinds,
  judge: judgeOperator,
  couple: coupleOperator,
  foretell: foretellOperator,
};
