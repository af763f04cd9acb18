import type { TopicState } from "../../observe/kafka/state.ts";
import { type Cause, type Difference, resourceOf } from "../../vocabulary/index.ts";
import type { Standing } from "../strimzi/index.ts";
import type { SystemDifference } from "../system.ts";
import { compareConfigs } from "./configs.ts";
import type { TopicContext } from "./context.ts";
import type { DeclaredTopic } from "./declared-topic.ts";
import { comparePartitions, compareReplicas } from "./shape.ts";

export interface ComparedTopic {
  readonly differences: readonly SystemDifference[];
  /** Standings whose operator fails because of a difference. */
  readonly roots: readonly { readonly standing: Standing; readonly cause: Cause }[];
}

/** Compares one live KafkaTopic with the topic in Kafka. */
export function compareTopic(topic: DeclaredTopic, context: TopicContext): ComparedTopic {
  const { standing, name } = topic;
  const { application, broken, object } = standing;
  if (isLeftAlone(standing)) return { differences: [], roots: [] };
  const resource = { type: "topic", cluster: context.cluster, name } as const;
  const frame = { resource, layer: "service", attribution: null, detail: null } as const;
  const fate: Partial<Difference> =
    broken === null ? { undoneBy: "topic-operator" } : { cause: { resource: resourceOf(object), path: broken.path } };
  const live = context.topics.get(name);
  if (live === undefined) {
    if (!context.absent.has(name)) return { differences: [], roots: [] };
    const statement = `Topic ${name} does not exist in Kafka, although KafkaTopic ${object.metadata.name} asks for it`;
    const difference: Difference = { ...frame, ...fate, kind: "missing", path: [], reason: null, statement };
    return { differences: [{ application, difference }], roots: [] };
  }
  const recreated = recreatedTopic(topic, live);
  const shape = [...comparePartitions(topic, live), ...compareReplicas(topic, live, context)];
  const shapes = shape.map((one): Difference => {
    // What the operator refuses to do is not undone, and its refusal follows from this.
    const settled = one.undoable || isIdle(broken) ? fate : {};
    return { ...frame, ...settled, kind: "changed", ...one.difference };
  });
  const configs = compareConfigs(topic, context).map((one): Difference => ({ ...frame, ...fate, ...one }));
  const refused = shapes.find((_, index) => shape[index]?.undoable === false);
  const refuses = broken?.reason === "not-ready" && refused !== undefined;
  return {
    differences: [...recreated, ...shapes, ...configs].map((difference) => ({ application, difference })),
    roots: refuses ? [{ standing, cause: { resource, path: refused.path } }] : [],
  };
}

/** True where the operator did not even try: then that is the cause, whatever it could have done. */
function isIdle(broken: Standing["broken"]): boolean {
  return broken !== null && broken.reason !== "not-ready";
}

/** Nothing is compared where another KafkaTopic speaks for the topic. */
function isLeftAlone({ broken, object }: Standing): boolean {
  if (broken === null) return false;
  const { statement = "" } = broken.difference;
  return broken.reason === "not-ready" && object.kind === "KafkaTopic" && statement.includes("Managed by ");
}

/** Kafka gives every topic an id of its own: another one means that the topic was deleted and made anew. */
function recreatedTopic({ topicId, name, standing }: DeclaredTopic, live: TopicState): Difference[] {
  if (topicId === null || live.topicId === null || topicId === live.topicId) return [];
  return [
    {
      kind: "changed",
      layer: "service",
      resource: resourceOf(standing.object),
      path: ["status", "topicId"],
      desired: topicId,
      live: live.topicId,
      attribution: null,
      reason: "recreated",
      detail: null,
      statement: `Topic ${name} was deleted and made again, so the messages it held are lost`,
    },
  ];
}
