import { resourceKey } from "../../vocabulary/index.ts";
import type { Evidence, RegistryEvidence } from "../evidence.ts";
import { STRIMZI } from "../kafka-kinds.ts";
import { fieldOf, type Judgement, type SystemDifference } from "../system.ts";
import { judgeReadiness, textOf } from "../workload/index.ts";
import { derivedOf, judgeDerived } from "./derived.ts";
import { judgeLevelAndMode } from "./level-and-mode.ts";
import { judgeNotDerived } from "./not-derived.ts";
import { applicationOfRegistry, liveRegistries, type Registry, syncedSubjects, wholeRegistry } from "./parts.ts";
import { judgeSchemaTopic } from "./schema-topic.ts";
import { judgeSubjects } from "./subjects.ts";
import { judgeWire } from "./wire.ts";

/** From the resource over what its operator derived to the running registry, its subjects and the messages. */
export function judgeRegistries(evidence: Evidence): Judgement {
  const registries = liveRegistries(evidence);
  const differences = [
    ...registries.flatMap((registry) => judgeResource(registry, evidence)),
    ...evidence.registries.flatMap((running) => judgeRunning(running, registries, evidence)),
  ];
  return { differences, failures: [], notes: [] };
}

function judgeResource(registry: Registry, evidence: Evidence): readonly SystemDifference[] {
  const derived = derivedOf(registry, evidence);
  const topic = judgeSchemaTopic(registry, evidence);
  if (derived === null) return [...judgeNotDerived(registry, evidence), ...topic];
  const { now } = evidence;
  const cause = { resource: wholeRegistry(registry.name), path: ["topic"] };
  return [
    ...judgeDerived(registry, derived),
    ...judgeReadiness(derived.deployment, { now, application: registry.application, cause }),
    ...topic,
  ];
}

function judgeRunning(
  running: RegistryEvidence,
  registries: readonly Registry[],
  evidence: Evidence,
): readonly SystemDifference[] {
  const { declared } = evidence;
  const { name, namespace } = running;
  const application = applicationOfRegistry(running, declared);
  const resource = registries.find((one) => one.name === name && one.namespace === namespace) ?? null;
  const synced = syncedSubjects(declared, namespace);
  const subjects = judgeSubjects(running, { application, synced, topics: topicNames(evidence) });
  return [
    ...judgeLevelAndMode(resource, running, application),
    ...subjects,
    ...judgeWire(running, evidence).filter((one) => !subjects.some((other) => isSame(one, other))),
  ];
}

/** A schema that git expects and messages carry is missed once. */
function isSame({ difference: a }: SystemDifference, { difference: b }: SystemDifference): boolean {
  return a.kind === "missing" && b.kind === "missing" && resourceKey(a.resource) === resourceKey(b.resource);
}

function topicNames({ declared, kafka }: Evidence): readonly string[] {
  const declaredNames = declared
    .of(STRIMZI, "KafkaTopic")
    .map(({ object }) => textOf(fieldOf(object, "spec", "topicName")) ?? object.metadata.name);
  return [...declaredNames, ...kafka.flatMap(({ lastMessages }) => lastMessages.map(({ name }) => name))];
}
