/** What Kafka takes for a topic config. */
export type ConfigType = "integer" | "number" | "boolean" | "list" | readonly string[];

const COMPRESSIONS = ["uncompressed", "zstd", "lz4", "snappy", "gzip", "producer"] as const;

/** Kafka's topic configs and what they take (Kafka 4.3, TopicConfig and LogConfig, with those that 4.0 removed). */
export const TOPIC_CONFIGS: Readonly<Record<string, ConfigType>> = {
  "cleanup.policy": "list",
  "compression.gzip.level": "integer",
  "compression.lz4.level": "integer",
  "compression.type": COMPRESSIONS,
  "compression.zstd.level": "integer",
  "delete.retention.ms": "integer",
  "file.delete.delay.ms": "integer",
  "flush.messages": "integer",
  "flush.ms": "integer",
  "follower.replication.throttled.replicas": "list",
  "index.interval.bytes": "integer",
  "leader.replication.throttled.replicas": "list",
  "local.retention.bytes": "integer",
  "local.retention.ms": "integer",
  "max.compaction.lag.ms": "integer",
  "max.message.bytes": "integer",
  "message.downconversion.enable": "boolean",
  "message.format.version": "list",
  "message.timestamp.after.max.ms": "integer",
  "message.timestamp.before.max.ms": "integer",
  "message.timestamp.difference.max.ms": "integer",
  "message.timestamp.type": ["CreateTime", "LogAppendTime"],
  "min.cleanable.dirty.ratio": "number",
  "min.compaction.lag.ms": "integer",
  "min.insync.replicas": "integer",
  preallocate: "boolean",
  "remote.log.copy.disable": "boolean",
  "remote.log.delete.on.disable": "boolean",
  "remote.storage.enable": "boolean",
  "retention.bytes": "integer",
  "retention.ms": "integer",
  "segment.bytes": "integer",
  "segment.index.bytes": "integer",
  "segment.jitter.ms": "integer",
  "segment.ms": "integer",
  "unclean.leader.election.enable": "boolean",
};

/** What brokers call the same: Kafka refuses these names for a topic. */
export const OF_BROKERS: Readonly<Record<string, string>> = {
  "log.cleanup.policy": "cleanup.policy",
  "log.cleaner.delete.retention.ms": "delete.retention.ms",
  "log.retention.bytes": "retention.bytes",
  "log.retention.ms": "retention.ms",
  "log.retention.minutes": "retention.ms",
  "log.retention.hours": "retention.ms",
  "log.roll.ms": "segment.ms",
  "log.roll.hours": "segment.ms",
  "log.segment.bytes": "segment.bytes",
  "log.message.timestamp.type": "message.timestamp.type",
  "message.max.bytes": "max.message.bytes",
};

/** True where Kafka can read the text as that type. */
export function isOfType(text: string, type: ConfigType): boolean {
  if (type === "list") return true;
  if (type === "integer") return /^\s*[+-]?\d+\s*$/.test(text);
  if (type === "number") return text.trim() !== "" && !Number.isNaN(Number(text));
  if (type === "boolean") return /^\s*(?:true|false)\s*$/i.test(text);
  return type.includes(text.trim());
}
