/** The parts of kafkajs 2.2.4 that its own types leave out. Only what is used is declared. */

interface KafkajsResponse {
  parse: (decoded: unknown) => Promise<unknown>;
}

declare module "kafkajs/src/protocol/requests/*/response.js" {
  const response: KafkajsResponse;
  export default response;
}

declare module "kafkajs/src/network/requestQueue/index.js" {
  export default class RequestQueue {
    readonly pending: readonly unknown[];
    scheduleCheckPendingRequests: (this: RequestQueue) => void;
  }
}

declare module "kafkajs/src/loggers/index.js" {
  import type { Logger } from "kafkajs";

  const loggers: {
    LEVELS: { NOTHING: number };
    createLogger: (options: { level: number; logCreator: () => () => void }) => Logger;
  };
  export default loggers;
}

declare module "kafkajs/src/network/connectionPool.js" {
  import type { ISocketFactory, Logger, SASLOptions } from "kafkajs";
  export interface PoolOptions {
    host: string;
    port: number;
    clientId: string;
    /** Anything but null asks the socket factory for TLS. */
    ssl: object | null;
    sasl: SASLOptions | null;
    socketFactory: ISocketFactory;
    connectionTimeout: number;
    requestTimeout: number;
    enforceRequestTimeout: boolean;
    logger: Logger;
  }
  export default class ConnectionPool {
    constructor(options: PoolOptions);
  }
}

declare module "kafkajs/src/broker/index.js" {
  import type { Logger } from "kafkajs";
  import type ConnectionPool from "kafkajs/src/network/connectionPool.js";
  export interface TopicMetadata {
    topicErrorCode: number;
    topic: string;
    isInternal: boolean;
    partitionMetadata: PartitionMetadata[];
  }
  export interface PartitionMetadata {
    partitionErrorCode: number;
    partitionId: number;
    /** -1 without a leader. */
    leader: number;
    replicas: number[];
    isr: number[];
  }
  export interface Metadata {
    brokers: { nodeId: number; host: string; port: number; rack: string | null }[];
    clusterId: string | null;
    controllerId: number;
    topicMetadata: TopicMetadata[];
  }
  export interface ConfigSynonym {
    configName: string;
    configValue: string | null;
    configSource: number;
  }
  export interface ConfigEntry extends ConfigSynonym {
    isSensitive: boolean;
    configSynonyms: ConfigSynonym[];
  }
  export interface ConfigResource {
    errorCode: number;
    resourceName: string;
    configEntries: ConfigEntry[];
  }
  export interface AclResource {
    resourceType: number;
    resourceName: string;
    resourcePatternType: number;
    acls: { principal: string; host: string; operation: number; permissionType: number }[];
  }
  export interface AclFilter {
    resourceType: number;
    resourceName: string | null;
    resourcePatternType: number;
    principal: string | null;
    host: string | null;
    operation: number;
    permissionType: number;
  }
  export interface ReassignedTopic {
    name: string;
    partitions: { partition: number; replicas: number[]; addingReplicas: number[]; removingReplicas: number[] }[];
  }
  export interface DescribedGroup {
    groupId: string;
    state: string;
    protocolType: string;
    members: { memberId: string; clientId: string; clientHost: string; memberAssignment: Buffer }[];
  }
  export interface CommittedTopic {
    topic: string;
    partitions: { partition: number; offset: string }[];
  }
  export interface ListedTopic {
    topic: string;
    partitions: { partition: number; errorCode: number; offset: string }[];
  }
  /** Versions by API key. */
  export type ApiVersions = Record<number, { minVersion: number; maxVersion: number }>;

  export default class Broker {
    constructor(options: { connectionPool: ConnectionPool; logger: Logger; allowAutoTopicCreation: boolean });
    readonly versions: ApiVersions | null;
    isConnected(): boolean;
    connect(): Promise<void>;
    /** An empty list asks for all topics. */
    metadata(topics: readonly string[]): Promise<Metadata>;
    describeConfigs(request: {
      resources: readonly { type: number; name: string }[];
      includeSynonyms: boolean;
    }): Promise<{ resources: ConfigResource[] }>;
    describeAcls(filter: AclFilter): Promise<{ resources: AclResource[] }>;
    listPartitionReassignments(request: { topics: null; timeout: number }): Promise<{ topics: ReassignedTopic[] }>;
    findGroupCoordinator(request: {
      groupId: string;
      coordinatorType: number;
    }): Promise<{ coordinator: { nodeId: number; host: string; port: number } }>;
    describeGroups(request: { groupIds: readonly string[] }): Promise<{ groups: DescribedGroup[] }>;
    /** No topics asks for all of them. */
    offsetFetch(request: { groupId: string; topics: readonly never[] }): Promise<{ responses: CommittedTopic[] }>;
    listOffsets(request: {
      replicaId: number;
      isolationLevel: number;
      topics: readonly {
        topic: string;
        partitions: readonly { partition: number; timestamp: string | number }[];
      }[];
    }): Promise<{ responses: ListedTopic[] }>;
  }
}

declare module "kafkajs/src/consumer/assignerProtocol.js" {
  const protocol: {
    MemberAssignment: { decode(buffer: Buffer): { assignment: Record<string, number[]> } | null };
  };
  export default protocol;
}
