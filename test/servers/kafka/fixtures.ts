import { pbkdf2Sync, randomBytes } from "node:crypto";
import * as pk from "@platformatic/kafka";
import { type Admin, Kafka, logLevel, Partitioners } from "kafkajs";
import { waitFor } from "../kube/client/wait-for.ts";

type Address = { readonly host: string; readonly port: number };

export interface TopicFixture {
  readonly name: string;
  readonly partitions?: number;
  readonly replicas?: number;
  /** Brokers of each partition; wins over partitions and replicas. */
  readonly assignments?: readonly (readonly number[])[];
  readonly config?: Readonly<Record<string, string>>;
}

/** One binding in Kafka's own words. */
export interface AclFixture {
  readonly resourceType: keyof typeof pk.ResourceTypes;
  readonly resourceName: string;
  readonly patternType?: "LITERAL" | "PREFIXED";
  readonly principal: string;
  readonly host?: string;
  readonly operation: keyof typeof pk.AclOperations;
  readonly permission?: "ALLOW" | "DENY";
}

/** A null name is the default entity. */
export type EntityFixture = readonly { readonly type: "user" | "client-id" | "ip"; readonly name: string | null }[];

const TIMEOUT_MS = 10_000;
const SCRAM_SHA_512 = 2;

/** Brings a cluster into the state that a test wants, as a super user of the plaintext listener. */
export class KafkaFixtures {
  readonly #brokers: readonly Address[];
  readonly #pool = new pk.ConnectionPool("fixtures");
  readonly #kafka: Kafka;
  #admin: Promise<Admin> | null = null;

  constructor(brokers: readonly Address[]) {
    this.#brokers = brokers;
    this.#kafka = new Kafka({
      clientId: "fixtures",
      brokers: brokers.map(({ host, port }) => `${host}:${port}`),
      logLevel: logLevel.NOTHING,
      retry: { retries: 3 },
    });
  }

  /** kafkajs, for what a test wants to do besides. */
  get kafka(): Kafka {
    return this.#kafka;
  }

  async aliveBrokers(): Promise<number> {
    const { brokers } = await pk.describeClusterV1.api.async(await this.#connection(), false, 1);
    return brokers.length;
  }

  /** Creates topics and waits until their leaders are known. */
  async createTopics(...topics: readonly TopicFixture[]): Promise<void> {
    const wanted = topics.map(({ name, partitions = 1, replicas = 1, assignments = [], config = {} }) => ({
      name,
      numPartitions: assignments.length > 0 ? -1 : partitions,
      replicationFactor: assignments.length > 0 ? -1 : replicas,
      assignments: assignments.map((brokerIds, partitionIndex) => ({ partitionIndex, brokerIds: [...brokerIds] })),
      configs: Object.entries(config).map(([key, value]) => ({ name: key, value })),
    }));
    await pk.createTopicsV7.api.async(await this.#connection(), wanted, TIMEOUT_MS, false);
    await this.#waitForTopics(
      topics.map(({ name }) => name),
      (partitions) => partitions.length > 0 && partitions.every(({ leaderId }) => leaderId >= 0),
    );
  }

  async deleteTopics(...names: readonly string[]): Promise<void> {
    const topics = names.map((name) => ({ name, topicId: null }));
    await pk.deleteTopicsV6.api.async(await this.#connection(), topics, TIMEOUT_MS);
    await this.#waitForTopics(names, (partitions) => partitions.length === 0);
  }

  async raisePartitions(name: string, count: number): Promise<void> {
    const topics = [{ name, count, assignments: null }];
    await pk.createPartitionsV3.api.async(await this.#connection(), topics, TIMEOUT_MS, false);
    await this.#waitForTopics([name], (partitions) => partitions.length === count);
  }

  /** A null value takes the override away. */
  setTopicConfig(name: string, config: Readonly<Record<string, string | null>>): Promise<void> {
    return this.#alterConfig({ type: pk.ConfigResourceTypes.TOPIC, name, config });
  }

  /** Dynamic config of one broker, or with null the cluster-wide default. */
  setBrokerConfig(broker: number | null, config: Readonly<Record<string, string | null>>): Promise<void> {
    return this.#alterConfig({ type: pk.ConfigResourceTypes.BROKER, name: broker === null ? "" : `${broker}`, config });
  }

  async createAcls(...acls: readonly AclFixture[]): Promise<void> {
    await pk.createAclsV3.api.async(await this.#connection(), acls.map(aclOf));
  }

  async deleteAcls(...acls: readonly AclFixture[]): Promise<void> {
    await pk.deleteAclsV3.api.async(await this.#connection(), acls.map(aclOf));
  }

  /** Sets quotas of an entity; a null value takes that key away. */
  async setQuota(entity: EntityFixture, values: Readonly<Record<string, number | null>>): Promise<void> {
    const entities = entity.map(({ type, name }) => ({
      entityType: type as pk.ClientQuotaEntityType,
      entityName: name,
    }));
    const ops = Object.entries(values).map(([key, value]) => {
      const quota = key as pk.ClientQuotaKey;
      return value === null ? { key: quota, remove: true as const } : { key: quota, value, remove: false as const };
    });
    await pk.alterClientQuotasV1.api.async(await this.#connection(), [{ entities, ops }], false);
  }

  async createScramUser(name: string, password: string, iterations = 4096): Promise<void> {
    const salt = randomBytes(24);
    const saltedPassword = pbkdf2Sync(password, salt, iterations, 64, "sha512");
    const upsert = { name, mechanism: SCRAM_SHA_512, iterations, salt, saltedPassword };
    await pk.alterUserScramCredentialsV0.api.async(await this.#connection(), [], [upsert]);
  }

  async deleteScramUser(name: string): Promise<void> {
    const deletion = { name, mechanism: SCRAM_SHA_512 };
    await pk.alterUserScramCredentialsV0.api.async(await this.#connection(), [deletion], []);
  }

  /** Sends one message with these bytes to a partition. */
  async produce(topic: string, partition: number, value: Buffer | null, timestamp = Date.now()): Promise<void> {
    const producer = this.#kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    try {
      await producer.send({ topic, messages: [{ partition, value, key: "key", timestamp: String(timestamp) }] });
    } finally {
      await producer.disconnect();
    }
  }

  /** Lets a group without members stand at these offsets. */
  async commitOffsets(
    groupId: string,
    topic: string,
    offsets: readonly { partition: number; offset: number }[],
  ): Promise<void> {
    const admin = await this.admin();
    const partitions = offsets.map(({ partition, offset }) => ({ partition, offset: String(offset) }));
    await admin.setOffsets({ groupId, topic, partitions });
  }

  async deleteGroup(groupId: string): Promise<void> {
    await (await this.admin()).deleteGroups([groupId]);
  }

  /** Moves partitions to these brokers; a throttled one stays in flight. */
  async reassign(topic: string, replicas: readonly (readonly number[])[]): Promise<void> {
    const partitions = replicas.map((brokers, partitionIndex) => ({ partitionIndex, replicas: [...brokers] }));
    await pk.alterPartitionReassignmentsV0.api.async(await this.#connection(), TIMEOUT_MS, true, [
      { name: topic, partitions },
    ]);
  }

  admin(): Promise<Admin> {
    this.#admin ??= this.#connectAdmin();
    return this.#admin;
  }

  async close(): Promise<void> {
    await (await this.#admin)?.disconnect();
    await this.#pool.close();
  }

  async #connectAdmin(): Promise<Admin> {
    const admin = this.#kafka.admin();
    await admin.connect();
    return admin;
  }

  #connection(): Promise<pk.Connection> {
    return this.#pool.getFirstAvailable([...this.#brokers]);
  }

  async #alterConfig(change: {
    type: number;
    name: string;
    config: Readonly<Record<string, string | null>>;
  }): Promise<void> {
    const { SET, DELETE } = pk.IncrementalAlterConfigOperationTypes;
    const configs = Object.entries(change.config).map(([name, value]) =>
      value === null ? { name, configOperation: DELETE } : { name, configOperation: SET, value },
    );
    const resource = { resourceType: change.type as pk.ConfigResourceTypeValue, resourceName: change.name, configs };
    await pk.incrementalAlterConfigsV1.api.async(await this.#connection(), [resource], false);
  }

  /** Every broker must know: a reader may ask any of them. */
  async #waitForTopics(
    names: readonly string[],
    holds: (partitions: readonly { leaderId: number }[]) => boolean,
  ): Promise<void> {
    for (const broker of this.#brokers) {
      await waitFor(async () => (await this.#partitionsOf(broker, names)).every(holds), {
        what: `broker ${broker.port} to know ${names.slice(0, 3).join(", ")}`,
      });
    }
  }

  async #partitionsOf(
    broker: Address,
    names: readonly string[],
  ): Promise<readonly (readonly { leaderId: number }[])[]> {
    const connection = await this.#pool.get({ ...broker });
    const topics = await tolerated(pk.metadataV12.api.async(connection, [...names], false, false));
    return names.map((name) => topics.topics.find((topic) => topic.name === name)?.partitions ?? []);
  }
}

/** A response with errors of single topics in it is an answer all the same. */
async function tolerated<T>(asked: Promise<T>): Promise<T> {
  return asked.catch((error: { response?: T }) => {
    if (error.response !== undefined) return error.response;
    throw error;
  });
}

function aclOf(acl: AclFixture): pk.Acl {
  return {
    resourceType: pk.ResourceTypes[acl.resourceType],
    resourceName: acl.resourceName,
    resourcePatternType: pk.ResourcePatternTypes[acl.patternType ?? "LITERAL"],
    principal: acl.principal,
    host: acl.host ?? "*",
    operation: pk.AclOperations[acl.operation],
    permissionType: pk.AclPermissionTypes[acl.permission ?? "ALLOW"],
  };
}
