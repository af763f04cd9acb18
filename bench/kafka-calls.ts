/** What reading a Kafka cluster takes at least: both clients, used bare, fetch what `state()` holds. Nothing is kept. */
import {
  ConfigResourceTypes,
  type Connection,
  ConnectionPool,
  describeClientQuotasV1,
  describeClusterV1,
  describeConfigsV4,
  describeLogDirsV4,
  describeQuorumV2,
  describeUserScramCredentialsV0,
  listGroupsV5,
  metadataV12,
} from "@platformatic/kafka";
import kafkajs, { type Admin } from "kafkajs";

// A CommonJS module, of which Node does not see all names.
const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, Kafka, logLevel, ResourcePatternTypes } = kafkajs;
const { BROKER, TOPIC } = kafkajs.ConfigResourceTypes;
const CHUNK = 500;

/** Reads everything of one broker, connections included. */
export async function bareCalls({ host, port }: { readonly host: string; readonly port: number }): Promise<void> {
  const kafka = new Kafka({ clientId: "bench", brokers: [`${host}:${port}`], logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  const pool = new ConnectionPool("bench");
  const [connection] = await Promise.all([pool.get({ host, port }), admin.connect()]);
  await Promise.all([topicsWithConfigs(admin), otherReads(admin), secondClient(connection)]);
  await Promise.all([pool.close(), admin.disconnect()]);
}

async function topicsWithConfigs(admin: Admin): Promise<void> {
  const { topics } = await admin.fetchTopicMetadata();
  const chunks = Array.from({ length: Math.ceil(topics.length / CHUNK) }, (_, index) =>
    topics.slice(index * CHUNK, (index + 1) * CHUNK),
  );
  const described = chunks.map((chunk) =>
    admin.describeConfigs({
      resources: chunk.map(({ name }) => ({ type: TOPIC, name })),
      includeSynonyms: true,
    }),
  );
  await Promise.all(described);
}

async function otherReads(admin: Admin): Promise<void> {
  const broker = { type: BROKER, name: "1" };
  await Promise.all([
    admin.describeConfigs({ resources: [broker], includeSynonyms: true }),
    admin.describeAcls({
      resourceType: AclResourceTypes.ANY,
      resourcePatternType: ResourcePatternTypes.ANY,
      operation: AclOperationTypes.ANY,
      permissionType: AclPermissionTypes.ANY,
    }),
    admin.listPartitionReassignments({}),
  ]);
}

async function secondClient(connection: Connection): Promise<void> {
  const allBrokers = { resourceType: ConfigResourceTypes.BROKER, resourceName: "", configurationKeys: null };
  const controllers = [{ topicName: "__cluster_metadata", partitions: [{ partitionIndex: 0 }] }];
  await Promise.all([
    metadataV12.api.async(connection, null, false),
    describeConfigsV4.api.async(connection, [allBrokers], true, false),
    describeUserScramCredentialsV0.api.async(connection, []),
    describeClientQuotasV1.api.async(connection, [], false),
    describeLogDirsV4.api.async(connection, null),
    describeQuorumV2.api.async(connection, controllers),
    describeClusterV1.api.async(connection, true, 1),
    listGroupsV5.api.async(connection, [], []),
  ]);
}
