import { setConfig } from "../moves/topics.ts";
import { type Row, SILENT } from "../row.ts";
import { expected, TOPIC_OPERATOR, topic } from "./expect.ts";

const UNDONE = { undoneBy: TOPIC_OPERATOR } as const;

function added(name: string, key: string) {
  return expected(["added", "service", topic(name), `/config/${key}`], UNDONE);
}

function removed(name: string, key: string) {
  return expected(["removed", "service", topic(name), `/config/${key}`], UNDONE);
}

function changed(name: string, key: string) {
  return expected(["changed", "service", topic(name), `/config/${key}`], UNDONE);
}

/** Overrides. The Topic Operator sets what the resource says and deletes every other override within two minutes. */
export const TOPIC_CONFIGS: readonly Row[] = [
  {
    what: "an override is set",
    moves: [setConfig("plain", { "retention.ms": "1000" })],
    expect: [added("plain", "retention.ms")],
  },
  {
    what: "an override of bytes is set",
    moves: [setConfig("spare", { "max.message.bytes": "10000000" })],
    expect: [added("spare", "max.message.bytes")],
  },
  {
    what: "two overrides are set",
    moves: [setConfig("plain", { "segment.ms": "3600000", "flush.messages": "1" })],
    expect: [added("plain", "segment.ms"), added("plain", "flush.messages")],
  },
  {
    what: "an override is set on a topic with another name than its KafkaTopic",
    moves: [setConfig("Renamed_Topic", { "retention.bytes": "1000000" })],
    expect: [added("Renamed_Topic", "retention.bytes")],
  },
  {
    what: "an override is set on the schema topic",
    moves: [setConfig("registry-schemas", { "retention.ms": "3600000" })],
    expect: [added("registry-schemas", "retention.ms")],
  },
  {
    what: "an override is left on a topic by a throttled reassignment",
    moves: [setConfig("spare", { "leader.replication.throttled.replicas": "0:1,1:2" })],
    expect: [added("spare", "leader.replication.throttled.replicas")],
  },
  {
    what: "a declared value is changed",
    moves: [setConfig("settings", { "retention.ms": "1000" })],
    expect: [changed("settings", "retention.ms")],
  },
  {
    what: "a declared text with digits is changed",
    moves: [setConfig("settings", { "max.message.bytes": "2097153" })],
    expect: [changed("settings", "max.message.bytes")],
  },
  {
    what: "a declared truth value is changed",
    moves: [setConfig("settings", { "unclean.leader.election.enable": "true" })],
    expect: [changed("settings", "unclean.leader.election.enable")],
  },
  {
    what: "a declared fraction is changed",
    moves: [setConfig("settings", { "min.cleanable.dirty.ratio": "0.26" })],
    expect: [changed("settings", "min.cleanable.dirty.ratio")],
  },
  {
    what: "the in-sync minimum is lowered",
    moves: [setConfig("settings", { "min.insync.replicas": "1" })],
    expect: [changed("settings", "min.insync.replicas")],
  },
  {
    what: "the schema topic is no longer compacted only",
    moves: [setConfig("registry-schemas", { "cleanup.policy": "compact,delete" })],
    expect: [{ ...changed("registry-schemas", "cleanup.policy"), consequences: ["does not start"] }],
  },
  {
    what: "the compression is another",
    moves: [setConfig("alerts-simulated", { "compression.type": "zstd" })],
    expect: [changed("alerts-simulated", "compression.type")],
  },
  {
    what: "three declared values are changed",
    moves: [setConfig("settings", { "retention.ms": "1", "max.message.bytes": "1", "segment.bytes": "1048576" })],
    expect: [
      changed("settings", "retention.ms"),
      changed("settings", "max.message.bytes"),
      changed("settings", "segment.bytes"),
    ],
  },
  {
    what: "a declared override is taken away, and the broker has another value",
    moves: [setConfig("settings", { "retention.ms": null })],
    expect: [removed("settings", "retention.ms")],
  },
  {
    what: "the compression is taken away",
    moves: [setConfig("plain", { "compression.type": null })],
    expect: [removed("plain", "compression.type")],
  },
  {
    what: "a declared override is taken away, and the broker has the same value by its own config",
    moves: [setConfig("settings", { "min.insync.replicas": null })],
    expect: SILENT,
  },
  {
    what: "a declared override is taken away, and it is Kafka's default",
    moves: [setConfig("settings", { "segment.bytes": null, "unclean.leader.election.enable": null })],
    expect: SILENT,
  },
  {
    what: "the clean-up policy is taken away, and it is Kafka's default",
    moves: [setConfig("plain", { "cleanup.policy": null })],
    expect: SILENT,
  },
  {
    what: "an override is set that equals Kafka's default",
    moves: [setConfig("plain", { "retention.ms": "604800000" })],
    expect: SILENT,
  },
  {
    what: "an override is set that equals the broker's own config",
    moves: [setConfig("plain", { "min.insync.replicas": "2" })],
    expect: SILENT,
  },
  {
    what: "a number is spelled with a zero before it",
    moves: [setConfig("settings", { "retention.ms": "0172800000" })],
    expect: SILENT,
  },
  {
    what: "a fraction is spelled with a zero behind it",
    moves: [setConfig("settings", { "min.cleanable.dirty.ratio": "0.250" })],
    expect: SILENT,
  },
  {
    what: "a truth value is spelled in capitals",
    moves: [setConfig("settings", { "unclean.leader.election.enable": "FALSE" })],
    expect: SILENT,
  },
];
