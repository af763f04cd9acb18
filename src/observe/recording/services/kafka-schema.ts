import { type ZodType, z } from "zod";
import { GROUP_TYPES, type GroupState, type Named, type PartitionEnd } from "../../kafka/port.ts";
import { CONFIG_SOURCES, type KafkaState } from "../../kafka/state.ts";
import { readingOf } from "./reading-schema.ts";

const id = z.int();
const count = z.number();
const optionalText = z.string().nullable();
const ids = z.array(id);

const source = z.enum(CONFIG_SOURCES);
const configEntry = z.strictObject({
  name: z.string(),
  value: optionalText,
  source,
  sensitive: z.boolean(),
  synonyms: z.array(z.strictObject({ name: z.string(), value: optionalText, source })),
});
const entries = z.array(configEntry);

const cluster = z.strictObject({
  id: z.string(),
  controller: id.nullable(),
  brokers: z.array(z.strictObject({ id, host: z.string(), port: id, rack: optionalText })),
});

const quorum = z.strictObject({ leader: id.nullable(), voters: ids, observers: ids });

const topic = z.strictObject({
  name: z.string(),
  topicId: optionalText,
  internal: z.boolean(),
  partitions: z.array(z.strictObject({ partition: id, leader: id.nullable(), replicas: ids, inSyncReplicas: ids })),
});

const binding = z.strictObject({
  resourceType: z.string(),
  resourceName: z.string(),
  patternType: z.string(),
  principal: z.string(),
  host: z.string(),
  operation: z.string(),
  permission: z.string(),
});

const scramUser = z.strictObject({
  name: z.string(),
  credentials: z.array(z.strictObject({ mechanism: z.string(), iterations: id })),
});

const quota = z.strictObject({
  entity: z.array(z.strictObject({ type: z.enum(["user", "client-id", "ip"]), name: optionalText })),
  values: z.record(z.string(), count),
});

const logDirectory = z.strictObject({
  path: z.string(),
  totalBytes: count.nullable(),
  usableBytes: count.nullable(),
  replicas: z.array(z.strictObject({ topic: z.string(), partition: id, bytes: count })),
  error: optionalText,
});

const reassignment = z.strictObject({ topic: z.string(), partition: id, adding: ids, removing: ids });
const groupListing = z.strictObject({ name: z.string(), type: z.enum(GROUP_TYPES), state: z.string() });

/** `state.json` of a Kafka cluster. */
export const KAFKA_STATE: ZodType<KafkaState> = z.strictObject({
  cluster: readingOf(cluster),
  quorum: readingOf(quorum),
  topics: readingOf(z.array(topic)),
  topicConfigs: readingOf(
    z.strictObject({
      inherited: entries,
      topics: z.array(z.strictObject({ name: z.string(), overrides: readingOf(entries) })),
    }),
  ),
  brokerConfigs: readingOf(z.array(z.strictObject({ broker: id.nullable(), entries: readingOf(entries) }))),
  acls: readingOf(z.strictObject({ authorizer: z.boolean(), bindings: z.array(binding) })),
  scramUsers: readingOf(z.array(scramUser)),
  quotas: readingOf(z.array(quota)),
  logDirectories: readingOf(z.array(z.strictObject({ broker: id, directories: readingOf(z.array(logDirectory)) }))),
  reassignments: readingOf(z.array(reassignment)),
  groups: readingOf(z.array(groupListing)),
});

const member = z.strictObject({
  id: z.string(),
  clientId: z.string(),
  host: z.string(),
  assignments: z.array(z.strictObject({ topic: z.string(), partitions: ids })),
});
const offset = z.strictObject({ topic: z.string(), partition: id, committed: count.nullable(), end: count.nullable() });

const group: ZodType<GroupState> = z.strictObject({
  name: z.string(),
  type: z.enum(GROUP_TYPES),
  state: z.string(),
  members: readingOf(z.array(member)),
  offsets: readingOf(z.array(offset)),
});

const partitionEnd: ZodType<PartitionEnd> = z.strictObject({
  partition: id,
  last: readingOf(z.strictObject({ offset: count, timestamp: count, schemaId: id.nullable() }).nullable()),
});

/** `groups.json`. */
export const GROUPS: ZodType<Named<GroupState | null>[]> = named(group.nullable());
/** `last-messages.json`. */
export const LAST_MESSAGES: ZodType<Named<readonly PartitionEnd[]>[]> = named(z.array(partitionEnd));
/** `absent.json`. */
export const ABSENT: ZodType<Named<boolean>[]> = named(z.boolean());

function named<T>(value: ZodType<T>): ZodType<Named<T>[]> {
  return z.array(z.strictObject({ name: z.string(), reading: readingOf(value) }));
}
