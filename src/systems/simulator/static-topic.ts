import { found } from "../found.ts";
import type { SystemDifference } from "../system.ts";
import type { Load } from "./parts.ts";
import type { SimulatorTopic } from "./topics.ts";

/** The load Job makes the static topic with one partition, and so that nothing of it is ever deleted. */
export function judgeStaticTopic(load: Load, topic: SimulatorTopic): readonly SystemDifference[] {
  const { resource, present, messages } = topic;
  const { application } = load;
  if (present === null) return [];
  const about = { kind: "changed", layer: "service", resource } as const;
  if (!present) {
    const statement = `Topic ${resource.name} is missing, which Job ${load.object.metadata.name} makes and fills`;
    return [found(application, { ...about, kind: "missing", statement })];
  }
  const empty = found(application, {
    ...about,
    path: ["messages"],
    statement: `Topic ${resource.name} holds no alert, so the simulator has nothing to replay`,
  });
  return [
    ...(messages?.length === 0 ? [empty] : []),
    ...judgePartitions(load, topic),
    ...judgeRetention(load, topic),
    ...judgeSchemaId(load, topic),
  ];
}

function judgePartitions({ application }: Load, { resource, kafka }: SimulatorTopic): readonly SystemDifference[] {
  const topics = kafka.state?.topics;
  const live = topics?.ok === true ? topics.value.find(({ name }) => name === resource.name) : undefined;
  if (live === undefined || live.partitions.length === 1) return [];
  return [
    found(application, {
      kind: "changed",
      layer: "service",
      resource,
      path: ["partitions"],
      desired: 1,
      live: live.partitions.length,
      statement: `Topic ${resource.name} has ${live.partitions.length} partitions, so the simulator no longer replays its alerts in order`,
    }),
  ];
}

function judgeRetention({ application }: Load, { resource, kafka }: SimulatorTopic): readonly SystemDifference[] {
  return ["retention.ms", "retention.bytes"].flatMap((key) => {
    const live = effectiveConfig(key, { resource, kafka });
    if (live === null || live === "-1") return [];
    return [
      found(application, {
        kind: "changed",
        layer: "service",
        resource,
        path: ["config", key],
        desired: "-1",
        live,
        reason: "deletes-data",
        statement: `Topic ${resource.name} has ${key} set, so Kafka deletes the recorded alerts in time`,
      }),
    ];
  });
}

function effectiveConfig(key: string, { resource, kafka }: Pick<SimulatorTopic, "resource" | "kafka">): string | null {
  const configs = kafka.state?.topicConfigs;
  if (configs?.ok !== true) return null;
  const topic = configs.value.topics.find(({ name }) => name === resource.name);
  if (topic === undefined || !topic.overrides.ok) return null;
  return [...topic.overrides.value, ...configs.value.inherited].find(({ name }) => name === key)?.value ?? null;
}

function judgeSchemaId(load: Load, { resource, messages }: SimulatorTopic): readonly SystemDifference[] {
  const { schemaId, application } = load;
  const ids = [...new Set((messages ?? []).flatMap((message) => message.schemaId ?? []))];
  const others = ids.filter((id) => id !== schemaId);
  const [other] = others;
  if (schemaId === null || other === undefined) return [];
  return [
    found(application, {
      kind: "changed",
      layer: "service",
      resource,
      path: ["messages", "loaded"],
      desired: schemaId,
      live: other,
      statement: `Topic ${resource.name} holds alerts with schema id ${others.join(", ")}, but Job ${load.object.metadata.name} is told ${schemaId}`,
    }),
  ];
}
