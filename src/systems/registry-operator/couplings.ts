import type { KubernetesObject } from "../../vocabulary/index.ts";
import { coupling, declaresKafka, envPath, isWholeIn, kafkaNamed, kafkasIn } from "../intent/index.ts";
import type { DeclaredIntent, SystemDifference } from "../system.ts";
import { containersOf, variableOf } from "../workload/index.ts";
import { type RegistryOperator, registryOperatorOf } from "./parts.ts";

/** Every registry operator serves a Kafka that git declares, and every registry is served by one. */
export function coupleRegistryOperators(intent: DeclaredIntent): readonly SystemDifference[] {
  const operators = registryOperatorOf(intent.declared);
  const wrong = operators.flatMap((operator) => judgeCluster(operator, intent));
  // What an operator that is told wrongly does not serve follows from that.
  return wrong.length > 0 ? wrong : judgeRegistries(operators, intent);
}

function judgeCluster(operator: RegistryOperator, intent: DeclaredIntent): readonly SystemDifference[] {
  const { cluster, namespace, object } = operator;
  const { declared } = intent;
  const isThere = kafkaNamed({ cluster, namespace }, declared) !== null;
  if (isThere || !declaresKafka(declared) || !isWholeIn(namespace, intent)) return [];
  const elsewhere = kafkasIn(declared).find(({ name }) => name === cluster);
  const variable = elsewhere === undefined ? "SSR_CLUSTER_NAME" : "SSR_NAMESPACE";
  const hint = elsewhere === undefined ? "name a Kafka that is there" : `it is in namespace ${elsewhere.namespace}`;
  return [
    coupling({
      reason: "registry-operator-cluster",
      one: operator,
      path: pathOf(object, variable),
      statement: `The registry operator ${object.metadata.name} serves Kafka ${cluster} in namespace ${namespace}, which git does not declare; ${hint}`,
    }),
  ];
}

/** Where no operator is declared, or any application did not render, another one may serve the registry. */
function judgeRegistries(
  operators: readonly RegistryOperator[],
  { declared, unrendered }: DeclaredIntent,
): readonly SystemDifference[] {
  const served = new Set(operators.map(({ namespace }) => namespace));
  if (served.size === 0 || unrendered.length > 0) return [];
  return declared
    .of("roundtable.lsst.codes", "StrimziSchemaRegistry")
    .filter(({ object }) => !served.has(object.metadata.namespace ?? ""))
    .map((one) => {
      const { name, namespace } = one.object.metadata;
      const statement = `StrimziSchemaRegistry ${name} is in namespace ${namespace}, but registry operators serve ${[...served].join(", ")} only, so nobody acts on it; deploy it there, or run an operator for its namespace`;
      return coupling({ reason: "registry-not-served", one, path: ["metadata", "namespace"], statement });
    });
}

function pathOf(object: KubernetesObject, variable: string) {
  const container = containersOf(object).find((candidate) => variableOf(candidate, variable) !== null);
  return container === undefined ? [] : envPath(container, variable);
}
