import * as pk from "@platformatic/kafka";
import type { AclFixture, EntityFixture } from "../kafka/index.ts";
import { waitFor } from "../kube/client/wait-for.ts";
import { faultOf } from "./kafka-fault.ts";

type Address = { readonly host: string; readonly port: number };

/** A topic as the Topic Operator describes it. */
export interface DescribedTopic {
  /** 22 characters of URL-safe Base64. */
  readonly topicId: string;
  /** How many replicas each partition has, in the order of the partitions. */
  readonly replicas: readonly number[];
  /** Effective values, and whether the topic has them for itself. */
  readonly configs: ReadonlyMap<string, { readonly value: string | null; readonly isOverride: boolean }>;
}

export interface KafkaQuota {
  readonly entity: EntityFixture;
  readonly values: Readonly<Record<string, number>>;
}

export interface NewTopic {
  readonly name: string;
  /** -1 leaves it to the broker. */
  readonly partitions: number;
  readonly replicas: number;
  /** What Strimzi sends, a literal null included. */
  readonly config: Readonly<Record<string, string | null>>;
}

const UNKNOWN_TOPIC = 3;
const TIMEOUT_MS = 10_000;
const DYNAMIC_TOPIC_CONFIG = 1;

const EVERY_ACL: pk.AclFilter = {
  resourceType: pk.ResourceTypes.ANY,
  resourceName: null,
  resourcePatternType: pk.ResourcePatternTypes.ANY,
  principal: null,
  host: null,
  operation: pk.AclOperations.ANY,
  permissionType: pk.AclPermissionTypes.ANY,
};

/** What the operators ask and tell Kafka, as a super user. Failures are a `KafkaFault` or a `KafkaGone`. */
export class KafkaAdmin {
  readonly #brokers: readonly Address[];
  readonly #pool = new pk.ConnectionPool("operators");

  constructor(brokers: readonly Address[]) {
    this.#brokers = brokers;
  }

  /** Null for a topic that does not exist. */
  async describe(name: string): Promise<DescribedTopic | null> {
    const topic = await this.#topic(name);
    if (topic === null) return null;
    const { results } = await this.#ask((connection) =>
      pk.describeConfigsV4.api.async(connection, [{ resourceType: pk.ConfigResourceTypes.TOPIC, resourceName: name }]),
    );
    const configs = (results[0]?.configs ?? []).map(
      (entry) =>
        [entry.name, { value: entry.value ?? null, isOverride: entry.configSource === DYNAMIC_TOPIC_CONFIG }] as const,
    );
    return {
      topicId: Buffer.from(topic.topicId.replaceAll("-", ""), "hex").toString("base64url"),
      replicas: topic.partitions
        .toSorted((a, b) => a.partitionIndex - b.partitionIndex)
        .map(({ replicaNodes }) => replicaNodes.length),
      configs: new Map(configs),
    };
  }

  async create({ name, partitions, replicas, config }: NewTopic): Promise<void> {
    const configs = Object.entries(config).map(([key, value]) => ({ name: key, value }));
    const topic = { name, numPartitions: partitions, replicationFactor: replicas, assignments: [], configs };
    await this.#ask((connection) => pk.createTopicsV7.api.async(connection, [topic], TIMEOUT_MS, false));
    await waitFor(async () => (await this.#topic(name)) !== null, { what: `topic ${name}` });
  }

  /** All bindings, also those that Strimzi cannot read. */
  async acls(): Promise<readonly AclFixture[]> {
    const { resources } = await this.#ask((connection) => pk.describeAclsV3.api.async(connection, EVERY_ACL));
    return resources.flatMap(({ resourceType, resourceName, resourcePatternType, acls }) =>
      acls.map(({ principal, host, operation, permissionType }) => ({
        resourceType: wordFor(resourceType, pk.ResourceTypes),
        resourceName,
        patternType: resourcePatternType === pk.ResourcePatternTypes.PREFIXED ? "PREFIXED" : "LITERAL",
        principal,
        host,
        operation: wordFor(operation, pk.AclOperations),
        permission: permissionType === pk.AclPermissionTypes.DENY ? "DENY" : "ALLOW",
      })),
    );
  }

  async scramUsers(): Promise<readonly string[]> {
    const { results } = await this.#ask((connection) => pk.describeUserScramCredentialsV0.api.async(connection, []));
    return results.map(({ user }) => user);
  }

  async quotas(): Promise<readonly KafkaQuota[]> {
    const { entries } = await this.#ask((connection) => pk.describeClientQuotasV1.api.async(connection, [], false));
    return (entries ?? []).map(({ entity, values }) => ({
      entity: entity.map(({ entityType, entityName }) => ({ type: entityType, name: entityName ?? null })),
      values: Object.fromEntries(values.map(({ key, value }) => [key, value])),
    }));
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }

  async #topic(name: string) {
    const { topics } = await this.#ask((connection) =>
      known(pk.metadataV12.api.async(connection, [name], false, false)),
    );
    const [topic] = topics;
    return topic === undefined || topic.errorCode === UNKNOWN_TOPIC ? null : topic;
  }

  async #ask<T>(request: (connection: pk.Connection) => Promise<T>): Promise<T> {
    try {
      return await request(await this.#pool.getFirstAvailable([...this.#brokers]));
    } catch (error) {
      throw faultOf(error);
    }
  }
}

/** The word for a number of the protocol. */
function wordFor<K extends string>(number: number, words: Readonly<Record<K, number>>): K {
  for (const word in words) if (words[word] === number) return word;
  throw new Error(`Kafka answered with the unknown number ${number}`);
}

/** That a topic does not exist is an answer. */
async function known<T>(asked: Promise<T>): Promise<T> {
  return asked.catch((error: { response?: T }) => {
    if (error.response !== undefined) return error.response;
    throw error;
  });
}
