import { readFile } from "node:fs/promises";
import { ADMIN, type KafkaCluster, startKafka } from "../servers/kafka/index.ts";
import { type ControlPlane, startControlPlane } from "../servers/kube/index.ts";
import { type S3Server, startS3 } from "../servers/objectstore/index.ts";
import { type RegistryServer, startRegistry } from "../servers/registry/index.ts";
import { HealthServer } from "../servers/services-truth/world/health.ts";

/** The real servers that stand in for idfint. */
export interface DemoServers extends AsyncDisposable {
  readonly plane: ControlPlane;
  readonly kafka: KafkaCluster;
  readonly registry: RegistryServer;
  readonly store: S3Server;
  readonly health: HealthServer;
}

/** As the Kafka resource has it once somebody let brokers create topics by themselves. */
const BROKER_PROPERTIES = {
  "auto.create.topics.enable": "true",
  "log.message.timestamp.type": "LogAppendTime",
  "message.max.bytes": "4194304",
  "offsets.retention.minutes": "4320",
  "transaction.state.log.min.isr": "2",
};

export const ALERTS = "lsst-alerts-v10.0";
export const REPLAY = "alerts-simulated";
const STATIC = "alerts-static";
const BUCKETS = { alerts: "alertdb-int-packets", schemas: "alertdb-int-schemas" };

/** Starts everything, the brokers under the ids that the example's node pool gives them. */
export async function startDemoServers(): Promise<DemoServers> {
  await using stack = new AsyncDisposableStack();
  const plane = stack.use(await startControlPlane());
  const kafka = stack.use(
    await startKafka({ nodes: 3, firstId: 3, properties: BROKER_PROPERTIES, heapMegabytes: 256 }),
  );
  const registry = stack.use(await startRegistry());
  const store = stack.use(await startS3());
  const health = stack.use(await HealthServer.start());
  const all = stack.move();
  return { plane, kafka, registry, store, health, [Symbol.asyncDispose]: () => all.disposeAsync() };
}

/** What the sync Job, the simulator, the ingester and Terraform leave behind where all is well. */
export async function fillServices({ kafka, registry, store }: DemoServers): Promise<void> {
  const schema = await readFile("schemas/alert-10.0.avsc", "utf8");
  await registry.setCompatibility(null, "NONE");
  await registry.importSchema("alert-packet", { id: 1000, version: 1, schemaType: "AVRO", schema });
  await registry.setCompatibility("alert-packet", "NONE");
  for (const bucket of Object.values(BUCKETS)) await store.createBucket(bucket);
  await store.setLifecycle(BUCKETS.alerts, 28);
  await store.putObject(BUCKETS.alerts, "v2/alerts/170001/170001000001.avro.gz");
  await store.putObject(BUCKETS.schemas, "v2/schemas/1000.json");
  const forever = { "retention.ms": "-1", "retention.bytes": "-1" };
  await kafka.fixtures.createTopics({ name: STATIC, partitions: 1, replicas: 3, config: forever });
  for (const topic of [STATIC, REPLAY, ALERTS]) await kafka.fixtures.produce(topic, 0, alert(1000));
  await kafka.fixtures.commitOffsets("alertdb-ingester", REPLAY, [{ partition: 0, offset: 1 }]);
  await kafka.fixtures.deleteScramUser(ADMIN.username);
}

/** Deletes schemas after a month, which nobody may ever do. */
export async function purgeSchemas({ store }: DemoServers): Promise<void> {
  await store.setLifecycle(BUCKETS.schemas, 30);
}

/** The wire format of the schema registry: a zero byte, the schema id in four, and a body. */
export function alert(schemaId: number): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(schemaId, 1);
  return Buffer.concat([head, Buffer.from("alert")]);
}
