/** Topics that Kafka, Strimzi, Cruise Control, Streams, Connect and MirrorMaker make for themselves. */
const INTERNAL_TOPICS: readonly RegExp[] = [
  /^__/,
  /^strimzi\.cruisecontrol\./,
  /^strimzi-(store-topic|topic-operator)/,
  /-(changelog|repartition)$/,
  /^(\S+-)?connect(-cluster)?-(configs|offsets|status)$/,
  /^mm2-(configs|offsets|status|offset-syncs)\./,
  /^mirrormaker2-cluster-(configs|offsets|status)$/,
  /\.checkpoints\.internal$/,
  /^(\S+\.)?heartbeats$/,
];

export function isInternalTopic(name: string): boolean {
  return INTERNAL_TOPICS.some((pattern) => pattern.test(name));
}
