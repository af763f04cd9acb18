import { type Cause, type PathSegment, resourceKey, resourceOf } from "../../vocabulary/index.ts";
import type { Evidence } from "../evidence.ts";
import { declaredAndLive, found } from "../found.ts";
import { STRIMZI } from "../kafka-kinds.ts";
import type { Judgement, SystemDifference } from "../system.ts";
import { containersOf, judgeReadiness, variableOf } from "../workload/index.ts";
import { type RegistryOperator, registryOperatorOf, servedBy } from "./parts.ts";

/** Whether the registry operator runs, and serves a Kafka cluster and namespaces that are there. */
export function judgeRegistryOperators(evidence: Evidence): Judgement {
  const { live, now, declared } = evidence;
  const operators = registryOperatorOf(declared);
  const running = declaredAndLive(operators, live).flatMap(({ application, live: object }) => {
    const served = servedBy(object);
    return served === null ? [] : [{ application, object, ...served }];
  });
  const differences = [
    ...running.flatMap((operator) => [
      ...judgeReadiness(operator.object, { now, application: operator.application }),
      ...judgeCluster(operator, evidence),
    ]),
    ...(running.length < operators.length ? [] : judgeNamespaces(running, evidence)),
  ];
  return { differences, failures: [], notes: [] };
}

function judgeCluster(operator: RegistryOperator, { live, declared }: Evidence): readonly SystemDifference[] {
  const { application, object, cluster, namespace } = operator;
  const kafkas = live.of({ group: STRIMZI, kind: "Kafka", namespace });
  if (!kafkas.ok || kafkas.value.some(({ metadata }) => metadata.name === cluster)) return [];
  const kafka = { type: "kubernetes", group: STRIMZI, version: "v1", kind: "Kafka", namespace, name: cluster } as const;
  const path = pathOf(operator, "SSR_CLUSTER_NAME");
  const own: Cause = { resource: resourceOf(object), path };
  // A cluster that git declares is itself missed; otherwise the name is wrong.
  const cause: Cause = declared.applicationOf(resourceKey(kafka)) === null ? own : { resource: kafka, path: null };
  return [
    found(application, {
      kind: "changed",
      layer: "operator",
      resource: resourceOf(object),
      path,
      live: cluster,
      statement: `The registry operator ${object.metadata.name} serves Kafka ${cluster} in namespace ${namespace}, which does not exist`,
      cause,
    }),
  ];
}

/** Where no operator is declared, another repository deploys it. */
function judgeNamespaces(running: readonly RegistryOperator[], { declared }: Evidence): readonly SystemDifference[] {
  const [operator] = running;
  if (operator === undefined) return [];
  const watched = new Set(running.map(({ namespace }) => namespace));
  return declared
    .of("roundtable.lsst.codes", "StrimziSchemaRegistry")
    .filter(({ object }) => !watched.has(object.metadata.namespace ?? ""))
    .map(({ application, object }) => {
      const resource = resourceOf(object);
      return found(application, {
        kind: "changed",
        layer: "operator",
        resource,
        path: ["metadata", "namespace"],
        live: resource.namespace,
        reason: "namespace-not-watched",
        statement: `No registry operator watches namespace ${resource.namespace} of StrimziSchemaRegistry ${resource.name}`,
        cause: { resource: resourceOf(operator.object), path: pathOf(operator, "SSR_NAMESPACE") },
      });
    });
}

function pathOf({ object }: RegistryOperator, variable: string) {
  for (const container of containersOf(object)) {
    const index = variableOf(container, variable)?.index;
    if (index === undefined) continue;
    const item: PathSegment = { index, key: { name: variable } };
    return [...container.path, "env", item, "value"];
  }
  return [];
}
