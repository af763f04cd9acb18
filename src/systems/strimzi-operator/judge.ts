import { type KubernetesObject, resourceKey, resourceOf } from "../../vocabulary/index.ts";
import type { Declared, Evidence, LiveKind } from "../evidence.ts";
import { declaredAndLive, found, kindsOf } from "../found.ts";
import { STRIMZI } from "../kafka-kinds.ts";
import { kafkaNamespaces } from "../strimzi/index.ts";
import { type Judgement, NOTHING_FOUND, type SystemDifference } from "../system.ts";
import { judgeReadiness } from "../workload/index.ts";
import { operatorsIn, watchedBy } from "./operators.ts";

/** The operator's own Deployment, and the Kafka resources that it should watch. */
export function operatorKinds(declared: Declared): readonly LiveKind[] {
  const kafkas = kafkaNamespaces(declared).map((namespace) => ({ group: STRIMZI, kind: "Kafka", namespace }));
  return [...kindsOf(operatorsIn(declared)), ...kafkas];
}

/** Whether the Cluster Operator runs, and watches every namespace with a Kafka. */
export function judgeOperator(evidence: Evidence): Judgement {
  const { declared, live, now } = evidence;
  const running = declaredAndLive(operatorsIn(declared), live);
  const readiness = running.flatMap(({ live: deployment, application }) =>
    judgeReadiness(deployment, { now, application }),
  );
  return { ...NOTHING_FOUND, differences: [...readiness, ...unwatched(running, evidence)] };
}

/** A Kafka in a namespace that no operator of this environment watches is never acted on. */
function unwatched(running: readonly { readonly live: KubernetesObject }[], evidence: Evidence): SystemDifference[] {
  const { declared, live } = evidence;
  const watched = running.map(({ live: deployment }) => watchedBy(deployment));
  const [first] = running;
  if (first === undefined || watched.some((namespaces) => namespaces === null || namespaces.includes("*"))) return [];
  const known = new Set(watched.flatMap((namespaces) => namespaces ?? []));
  return kafkaNamespaces(declared)
    .filter((namespace) => !known.has(namespace))
    .flatMap((namespace) => {
      const kafkas = live.of({ group: STRIMZI, kind: "Kafka", namespace });
      return (kafkas.ok ? kafkas.value : []).map((kafka) => {
        const resource = resourceOf(kafka);
        return found(declared.applicationOf(resourceKey(resource)), {
          kind: "changed",
          layer: "operator",
          resource,
          path: ["status"],
          reason: "namespace-not-watched",
          statement: `The Strimzi operator does not watch namespace ${namespace}, so nobody acts on Kafka ${kafka.metadata.name}`,
          cause: { resource: resourceOf(first.live), path: ["spec", "template", "spec", "containers"] },
        });
      });
    });
}
