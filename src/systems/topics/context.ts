import type { ConfigEntry, TopicState } from "../../observe/kafka/state.ts";
import type { Reading } from "../../vocabulary/index.ts";
import type { KafkaEvidence } from "../evidence.ts";
import type { KafkaResources } from "../strimzi/index.ts";

/** A Kafka cluster as the comparison of its topics looks things up. */
export interface TopicContext {
  readonly cluster: string;
  readonly topics: ReadonlyMap<string, TopicState>;
  /** Topics that surely do not exist. */
  readonly absent: ReadonlySet<string>;
  /** What a topic without overrides has; null with `configs`. */
  readonly inherited: ReadonlyMap<string, ConfigEntry>;
  /** Null where no config could be read. */
  readonly configs: ReadonlyMap<string, Reading<readonly ConfigEntry[]>> | null;
  /** Partitions on the move, by topic. */
  readonly moving: ReadonlyMap<string, ReadonlySet<number>>;
  readonly aliveBrokers: ReadonlySet<number> | null;
  /** True where Cruise Control may throttle replication. */
  readonly cruiseControl: boolean;
}

/** Null where the topics could not be read. */
export function topicContext(kafka: KafkaEvidence, { kafkas }: KafkaResources): TopicContext | null {
  const { cluster, state } = kafka;
  if (state === null || !state.topics.ok) return null;
  const { topicConfigs, reassignments } = state;
  const resource = kafkas?.find(({ metadata }) => metadata.name === cluster);
  const spec = resource?.["spec"];
  const moving = Map.groupBy(reassignments.ok ? reassignments.value : [], ({ topic }) => topic);
  return {
    cluster,
    topics: new Map(state.topics.value.map((topic) => [topic.name, topic])),
    absent: new Set(kafka.absent.flatMap(({ name, reading }) => (reading.ok && reading.value ? [name] : []))),
    inherited: new Map(topicConfigs.ok ? topicConfigs.value.inherited.map((entry) => [entry.name, entry]) : []),
    configs: topicConfigs.ok
      ? new Map(topicConfigs.value.topics.map(({ name, overrides }) => [name, overrides]))
      : null,
    moving: new Map([...moving].map(([topic, of]) => [topic, new Set(of.map(({ partition }) => partition))])),
    aliveBrokers: state.cluster.ok ? new Set(state.cluster.value.brokers.map(({ id }) => id)) : null,
    cruiseControl: typeof spec === "object" && spec !== null && "cruiseControl" in spec,
  };
}
