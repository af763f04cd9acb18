import type { KafkaState } from "../../observe/kafka/state.ts";
import type { Path } from "../../vocabulary/index.ts";
import type { Evidence } from "../evidence.ts";
import { found } from "../found.ts";
import { fieldOf, type SystemDifference } from "../system.ts";
import { textOf } from "../workload/index.ts";
import { clusterOf, type Registry, wholeRegistry } from "./parts.ts";

/**
 * The topic that keeps the schemas must have one partition and be compacted, exactly: the registry refuses to start
 * otherwise (`KafkaStore.verifySchemaTopic`). What differs from the KafkaTopic is the finding of that topic, of which
 * this is a consequence.
 */
export function judgeSchemaTopic(registry: Registry, evidence: Evidence): readonly SystemDifference[] {
  const cluster = clusterOf(registry, evidence);
  const name = textOf(fieldOf(registry.live, "spec", "registryTopic"));
  const kafka = evidence.kafka.find((one) => one.cluster === cluster && one.namespace === registry.namespace);
  if (cluster === null || name === null || kafka?.state == null) return [];
  const wrong = [...partitionsOf(name, kafka.state), ...policyOf(name, kafka.state)];
  const [first] = wrong;
  if (first === undefined) return [];
  return [
    found(registry.application, {
      kind: "changed",
      layer: "service",
      resource: wholeRegistry(registry.name),
      path: ["topic"],
      desired: { partitions: 1, "cleanup.policy": "compact" },
      live: Object.fromEntries(wrong.map(({ field, value }) => [field, value])),
      statement: `Schema registry ${registry.name} does not start with topic ${name}, because ${wrong.map(({ words }) => words).join(" and ")}`,
      cause: { resource: { type: "topic", cluster, name }, path: first.path },
    }),
  ];
}

interface Wrong {
  readonly field: string;
  /** Where the finding about the topic itself is. */
  readonly path: Path;
  readonly value: string | number;
  readonly words: string;
}

function partitionsOf(name: string, { topics }: KafkaState): readonly Wrong[] {
  const topic = topics.ok ? topics.value.find((one) => one.name === name) : undefined;
  const value = topic?.partitions.length ?? 1;
  return value === 1
    ? []
    : [{ field: "partitions", path: ["partitions"], value, words: `it has ${value} partitions instead of one` }];
}

function policyOf(name: string, { topicConfigs }: KafkaState): readonly Wrong[] {
  const topic = topicConfigs.ok ? topicConfigs.value.topics.find((one) => one.name === name) : undefined;
  if (!topicConfigs.ok || topic === undefined || !topic.overrides.ok) return [];
  const policies = [...topic.overrides.value, ...topicConfigs.value.inherited];
  const value = policies.find((entry) => entry.name === "cleanup.policy")?.value ?? null;
  if (value === null || value === "compact") return [];
  const path = ["config", "cleanup.policy"];
  return [{ field: "cleanup.policy", path, value, words: `its cleanup.policy is ${value} instead of compact` }];
}
