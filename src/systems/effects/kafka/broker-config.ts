import { isJsonObject } from "../../../vocabulary/index.ts";
import { isForbidden } from "../../kafka-cluster/forbidden-keys.ts";
import { configText } from "../../strimzi/index.ts";
import { fieldOf } from "../../system.ts";
import { differs, touches, type Update } from "../sides.ts";

/**
 * Settings that brokers take on while they run (source: update mode `cluster-wide` or `per-broker` in Kafka's own list of
 * broker configs; test/servers/review-effects asks a real broker). Some do so in the newest versions only. Strimzi sets
 * these by the admin client, and restarts the brokers for every other one (KafkaConfigurationDiff.canBeUpdatedDynamically).
 */
export const DYNAMIC: ReadonlySet<string> = new Set([
  "background.threads",
  "compression.gzip.level",
  "compression.lz4.level",
  "compression.type",
  "compression.zstd.level",
  "config.providers",
  "follower.fetch.last.tiered.offset.enable",
  "group.consumer.assignment.interval.ms",
  "group.coordinator.cached.buffer.max.bytes",
  "group.share.assignment.interval.ms",
  "group.streams.assignment.interval.ms",
  "log.cleaner.backoff.ms",
  "log.cleaner.dedupe.buffer.size",
  "log.cleaner.delete.retention.ms",
  "log.cleaner.io.buffer.load.factor",
  "log.cleaner.io.buffer.size",
  "log.cleaner.io.max.bytes.per.second",
  "log.cleaner.max.compaction.lag.ms",
  "log.cleaner.min.cleanable.ratio",
  "log.cleaner.min.compaction.lag.ms",
  "log.cleaner.threads",
  "log.cleanup.policy",
  "log.flush.interval.messages",
  "log.flush.interval.ms",
  "log.index.interval.bytes",
  "log.index.size.max.bytes",
  "log.local.retention.bytes",
  "log.local.retention.ms",
  "log.message.downconversion.enable",
  "log.message.timestamp.after.max.ms",
  "log.message.timestamp.before.max.ms",
  "log.message.timestamp.difference.max.ms",
  "log.message.timestamp.type",
  "log.preallocate",
  "log.retention.bytes",
  "log.retention.ms",
  "log.roll.jitter.ms",
  "log.roll.ms",
  "log.segment.bytes",
  "log.segment.delete.delay.ms",
  "max.connection.creation.rate",
  "max.connections",
  "max.connections.per.ip",
  "max.connections.per.ip.overrides",
  "message.max.bytes",
  "metric.reporters",
  "min.insync.replicas",
  "num.io.threads",
  "num.network.threads",
  "num.recovery.threads.per.data.dir",
  "num.replica.fetchers",
  "principal.builder.class",
  "producer.id.expiration.ms",
  "remote.fetch.max.wait.ms",
  "remote.list.offsets.request.timeout.ms",
  "remote.log.index.file.cache.total.size.bytes",
  "remote.log.manager.copier.thread.pool.size",
  "remote.log.manager.copy.max.bytes.per.second",
  "remote.log.manager.expiration.thread.pool.size",
  "remote.log.manager.fetch.max.bytes.per.second",
  "remote.log.manager.follower.thread.pool.size",
  "remote.log.reader.threads",
  "share.coordinator.cached.buffer.max.bytes",
  "ssl.cipher.suites",
  "ssl.enabled.protocols",
  "ssl.protocol",
  "transaction.partition.verification.enable",
  "unclean.leader.election.enable",
]);

/** What Kafka has where git says nothing, so that to say the same changes nothing; of settings that people often write. */
export const DEFAULTS: Readonly<Record<string, string>> = {
  "auto.create.topics.enable": "true",
  "default.replication.factor": "1",
  "delete.topic.enable": "true",
  "group.initial.rebalance.delay.ms": "3000",
  "log.retention.check.interval.ms": "300000",
  "log.retention.hours": "168",
  "num.partitions": "1",
  "offsets.retention.minutes": "10080",
  "offsets.topic.num.partitions": "50",
  "offsets.topic.replication.factor": "3",
  "replica.lag.time.max.ms": "30000",
  "socket.request.max.bytes": "104857600",
  "transaction.state.log.min.isr": "2",
  "transaction.state.log.replication.factor": "3",
};

/** Settings that controllers read too, of those that nobody takes on while running (KafkaConfigurationDiff). */
const CONTROLLERS_TOO =
  /^(auto\.create\.topics\.enable|default\.replication\.factor|delete\.topic\.enable|num\.partitions|offsets\.topic\.replication\.factor|transaction\.state\.log\.(min\.isr|replication\.factor)|controller\.quorum\..+|queued\.max\.requests|replica\.selector\.class|socket\.(request\.max\.bytes|(send|receive)\.buffer\.bytes)|broker\.(session\.timeout|heartbeat\.interval)\.ms|connections\.max\.idle\.ms|create\.topic\.policy\.class\.name|alter\.config\.policy\.class\.name)$/;

/** Settings for which nodes restart. */
export interface RestartingConfig {
  readonly keys: readonly string[];
  /** True where controllers read one of them. */
  readonly controllers: boolean;
}

/** The settings of a Kafka resource that take another value only when brokers restart. */
export function restartingConfig(update: Update): RestartingConfig {
  if (!differs(update, "spec", "kafka", "config")) return { keys: [], controllers: false };
  const [was, is] = [update.before, update.after].map((kafka) => {
    const config = fieldOf(kafka, "spec", "kafka", "config");
    return isJsonObject(config) ? config : {};
  });
  const all = [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])].sort();
  const keys = all.filter(
    (key) =>
      touches(update, "spec", "kafka", "config", key) &&
      !isForbidden(key) &&
      !DYNAMIC.has(key) &&
      textAt(key, was?.[key]) !== textAt(key, is?.[key]),
  );
  return { keys, controllers: keys.some((key) => CONTROLLERS_TOO.test(key)) };
}

function textAt(key: string, value: unknown): string | null {
  return configText(value) ?? DEFAULTS[key] ?? null;
}
