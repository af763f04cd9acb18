import type { Reading } from "../../vocabulary/index.ts";
import type { GroupType, KafkaState } from "./state.ts";

export { GROUP_TYPES, type GroupType } from "./state.ts";

/**
 * The port to one Kafka cluster, live or recorded. It only reads, joins no group and commits nothing.
 * A failure is returned, never thrown; every wait is bounded. Connecting happens with the first read.
 */
export interface KafkaReader {
  /** Where the reader looks, for messages: `Kafka alert-broker at kafka.example.org:9094`. */
  readonly description: string;
  /** What the cluster holds, read once. Fails as a whole only where no broker can be reached or logs the account in. */
  state(): Promise<Reading<KafkaState>>;
  /**
   * For topics that `state` does not list: true where the topic surely does not exist.
   * Kafka answers alike for a topic that is missing and one that may not be seen; that is unread, never absent.
   */
  absent(topics: readonly string[]): Promise<readonly Named<boolean>[]>;
  /** Members and lag of these consumer groups; null for a group that does not exist. */
  groups(names: readonly string[]): Promise<readonly Named<GroupState | null>[]>;
  /** The last message of each partition of these topics. */
  lastMessages(topics: readonly string[]): Promise<readonly Named<readonly PartitionEnd[]>[]>;
  /** Requests sent to brokers so far. */
  requests(): number;
  close(): Promise<void>;
}

/** What was read about the thing of this name. */
export interface Named<T> {
  readonly name: string;
  readonly reading: Reading<T>;
}

export interface GroupState {
  readonly name: string;
  readonly type: GroupType;
  /** As Kafka spells it: `Stable`, `Empty`, `PreparingRebalance`… */
  readonly state: string;
  /** Unread where the client cannot describe this type of group. */
  readonly members: Reading<readonly GroupMember[]>;
  readonly offsets: Reading<readonly GroupOffset[]>;
}

export interface GroupMember {
  readonly id: string;
  readonly clientId: string;
  readonly host: string;
  readonly assignments: readonly { readonly topic: string; readonly partitions: readonly number[] }[];
}

/** How far a group is in one partition. Offsets fit a double: they are below 2^53. */
export interface GroupOffset {
  readonly topic: string;
  readonly partition: number;
  /** Null when the group never committed here. */
  readonly committed: number | null;
  /** The partition's end; null when it could not be read. */
  readonly end: number | null;
}

/** Where one partition ends. The message itself is not kept. */
export interface PartitionEnd {
  readonly partition: number;
  readonly last: Reading<LastMessage | null>;
}

/** The last message of a partition, as far as the wire format of the schema registry tells. */
export interface LastMessage {
  readonly offset: number;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  /** Null where the value does not begin with a zero byte and four bytes of big-endian schema id. */
  readonly schemaId: number | null;
}
