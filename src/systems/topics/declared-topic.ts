import type { KubernetesObject } from "../../vocabulary/index.ts";
import { isJsonObject } from "../../vocabulary/index.ts";
import type { EntityOperator, Standing } from "../strimzi/index.ts";
import { fieldOf } from "../system.ts";

export const TOPIC_OPERATOR: EntityOperator = {
  name: "Topic Operator",
  path: ["spec", "entityOperator", "topicOperator"],
};

/** What a live KafkaTopic asks of Kafka. */
export interface DeclaredTopic {
  readonly standing: Standing;
  readonly name: string;
  /** Under which the operator keeps the topic: it refuses another name than the first. */
  readonly keptName: string | null;
  /** Null where the broker's default decides. */
  readonly partitions: number | null;
  readonly replicas: number | null;
  readonly config: Readonly<Record<string, unknown>>;
  /** As the operator last saw it. */
  readonly topicId: string | null;
}

export function declaredTopics(standings: readonly Standing[]): DeclaredTopic[] {
  return standings.map((standing) => ({ standing, ...readTopic(standing.object) }));
}

/** The topic that a KafkaTopic asks for: `spec.topicName`, else the resource's own name. */
export function topicNameOf(object: KubernetesObject): string {
  const name = fieldOf(object, "spec", "topicName");
  return typeof name === "string" ? name : object.metadata.name;
}

/** What a KafkaTopic asks of Kafka, live or as git declares it. */
export function readTopic(object: KubernetesObject): Omit<DeclaredTopic, "standing"> {
  const config = fieldOf(object, "spec", "config");
  const topicId = fieldOf(object, "status", "topicId");
  const keptName = fieldOf(object, "status", "topicName");
  return {
    name: topicNameOf(object),
    keptName: typeof keptName === "string" ? keptName : null,
    partitions: numberOf(fieldOf(object, "spec", "partitions")),
    replicas: numberOf(fieldOf(object, "spec", "replicas")),
    config: isJsonObject(config) ? config : {},
    topicId: typeof topicId === "string" ? topicId : null,
  };
}

function numberOf(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}
