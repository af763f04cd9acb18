import type { Reading } from "../../vocabulary/index.ts";

/** What a Kafka cluster holds. Plain data: it is recorded as it stands. Each part may be unread on its own. */
export interface KafkaState {
  readonly cluster: Reading<ClusterState>;
  readonly quorum: Reading<QuorumState>;
  readonly topics: Reading<readonly TopicState[]>;
  readonly topicConfigs: Reading<TopicConfigs>;
  /** Of every broker, dead ones included, and of the cluster-wide default (`broker` null). */
  readonly brokerConfigs: Reading<readonly BrokerConfigs[]>;
  readonly acls: Reading<AclState>;
  readonly scramUsers: Reading<readonly ScramUser[]>;
  readonly quotas: Reading<readonly ClientQuota[]>;
  /** Of every broker, dead ones included. */
  readonly logDirectories: Reading<readonly BrokerLogDirectories[]>;
  readonly reassignments: Reading<readonly Reassignment[]>;
  readonly groups: Reading<readonly GroupListing[]>;
}

export const KAFKA_PARTS = [
  "cluster",
  "quorum",
  "topics",
  "topicConfigs",
  "brokerConfigs",
  "acls",
  "scramUsers",
  "quotas",
  "logDirectories",
  "reassignments",
  "groups",
] as const satisfies readonly (keyof KafkaState)[];
export type KafkaPart = (typeof KAFKA_PARTS)[number];

export interface ClusterState {
  readonly id: string;
  /** The leader of the controllers' quorum. Null while none is known: without the quorum, brokers do not tell. */
  readonly controller: number | null;
  /** The brokers that the cluster counts as alive. */
  readonly brokers: readonly {
    readonly id: number;
    readonly host: string;
    readonly port: number;
    readonly rack: string | null;
  }[];
}

export interface QuorumState {
  readonly leader: number | null;
  readonly voters: readonly number[];
  readonly observers: readonly number[];
}

export interface TopicState {
  readonly name: string;
  /** As Strimzi writes it in `status.topicId`: 22 characters of URL-safe Base64. Null where it could not be read. */
  readonly topicId: string | null;
  readonly internal: boolean;
  readonly partitions: readonly PartitionState[];
}

export interface PartitionState {
  readonly partition: number;
  /** Null for a partition without a leader. */
  readonly leader: number | null;
  readonly replicas: readonly number[];
  readonly inSyncReplicas: readonly number[];
}

export const CONFIG_SOURCES = [
  "DYNAMIC_TOPIC_CONFIG",
  "DYNAMIC_BROKER_CONFIG",
  "DYNAMIC_DEFAULT_BROKER_CONFIG",
  "STATIC_BROKER_CONFIG",
  "DEFAULT_CONFIG",
  "UNKNOWN",
] as const;
export type ConfigSource = (typeof CONFIG_SOURCES)[number];

export interface ConfigEntry {
  readonly name: string;
  /** Null for a sensitive one and for one without a value. */
  readonly value: string | null;
  readonly source: ConfigSource;
  readonly sensitive: boolean;
  /** The values that this one stands before, the strongest first, itself included. */
  readonly synonyms: readonly Pick<ConfigEntry, "name" | "value" | "source">[];
}

/** Topic configs, split so that five thousand topics stay small: what topics inherit stands once. */
export interface TopicConfigs {
  /** What a topic without any override has, key by key. */
  readonly inherited: readonly ConfigEntry[];
  /** Per topic only the entries with source `DYNAMIC_TOPIC_CONFIG`. */
  readonly topics: readonly { readonly name: string; readonly overrides: Reading<readonly ConfigEntry[]> }[];
}

export interface BrokerConfigs {
  readonly broker: number | null;
  /** Entries with the source `DEFAULT_CONFIG` are left out. */
  readonly entries: Reading<readonly ConfigEntry[]>;
}

/** Names as Kafka writes them: `TOPIC`, `PREFIXED`, `DESCRIBE_CONFIGS`, `ALLOW`. */
export interface AclBinding {
  readonly resourceType: string;
  readonly resourceName: string;
  readonly patternType: string;
  /** With its type: `User:alerce`. */
  readonly principal: string;
  readonly host: string;
  readonly operation: string;
  readonly permission: string;
}

export interface AclState {
  /** False where the cluster runs without an authorizer: everybody may do everything. */
  readonly authorizer: boolean;
  readonly bindings: readonly AclBinding[];
}

/** That a SCRAM credential exists. Kafka gives out neither password nor salt. */
export interface ScramUser {
  readonly name: string;
  readonly credentials: readonly { readonly mechanism: string; readonly iterations: number }[];
}

export interface ClientQuota {
  /** Null names the default entity of that kind. */
  readonly entity: readonly { readonly type: "user" | "client-id" | "ip"; readonly name: string | null }[];
  readonly values: Readonly<Record<string, number>>;
}

export interface BrokerLogDirectories {
  readonly broker: number;
  readonly directories: Reading<readonly LogDirectory[]>;
}

export interface LogDirectory {
  readonly path: string;
  /** Bytes; null where the broker does not tell. */
  readonly totalBytes: number | null;
  readonly usableBytes: number | null;
  readonly replicas: readonly { readonly topic: string; readonly partition: number; readonly bytes: number }[];
  /** Why this directory is offline; null where it works. */
  readonly error: string | null;
}

export interface Reassignment {
  readonly topic: string;
  readonly partition: number;
  readonly adding: readonly number[];
  readonly removing: readonly number[];
}

export const GROUP_TYPES = ["classic", "consumer", "share", "streams", "unknown"] as const;
export type GroupType = (typeof GROUP_TYPES)[number];

export interface GroupListing {
  readonly name: string;
  readonly type: GroupType;
  readonly state: string;
}
