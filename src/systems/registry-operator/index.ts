/** The operator that runs schema registries, and the definition of its kind. */
import type { Declared, LiveKind } from "../evidence.ts";
import { kindsOf } from "../found.ts";
import { isDefinition, isNamed, STRIMZI } from "../kafka-kinds.ts";
import type { System } from "../system.ts";
import { coupleRegistryOperators } from "./couplings.ts";
import { judgeRegistryOperators } from "./judge.ts";
import { registryOperatorOf } from "./parts.ts";

export const registryOperator: System = {
  name: "registry-operator",
  owns: (part) => isDefinition(part, ".roundtable.lsst.codes") || isNamed(part, "registry-operator"),
  lists: listsOfOperators,
  judge: judgeRegistryOperators,
  couple: coupleRegistryOperators,
};

function listsOfOperators(declared: Declared): readonly LiveKind[] {
  const operators = registryOperatorOf(declared);
  return [...kindsOf(operators), ...operators.map(({ namespace }) => ({ group: STRIMZI, kind: "Kafka", namespace }))];
}
