import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type KafkaCluster, startKafka } from "../../kafka/index.ts";
import { type ControlPlane, startControlPlane } from "../../kube/index.ts";
import { type S3Server, startS3 } from "../../objectstore/index.ts";
import { type RegistryServer, startRegistry } from "../../registry/index.ts";
import { HealthServer } from "./health.ts";

/** What the Kafka resource asks of brokers, and a short patience with replicas that lag. */
const BROKER_PROPERTIES = {
  "auto.create.topics.enable": "false",
  "log.message.timestamp.type": "CreateTime",
  "message.max.bytes": "4194304",
  "offsets.retention.minutes": "10080",
  "transaction.state.log.min.isr": "2",
  "replica.lag.time.max.ms": "4000",
};

/** Every server of the world, empty. */
export interface Servers {
  readonly folder: string;
  readonly plane: ControlPlane;
  readonly kafka: KafkaCluster;
  readonly registry: RegistryServer;
  readonly objectStore: S3Server;
  readonly health: HealthServer;
  /** Stops them, the last started first. */
  readonly stack: AsyncDisposableStack;
}

/** Starts them side by side. */
export async function startServers(): Promise<Servers> {
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "holdfast-services-truth-"));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const [plane, kafka, registry, objectStore, health] = await all(stack, [
    startControlPlane(),
    startKafka({ nodes: 3, firstId: 3, properties: BROKER_PROPERTIES }),
    startRegistry(),
    startS3(),
    HealthServer.start(),
  ]);
  return { folder, plane, kafka, registry, objectStore, health, stack: stack.move() };
}

/** All of them; where one fails, the others are stopped nevertheless. */
async function all<T extends readonly AsyncDisposable[]>(
  stack: AsyncDisposableStack,
  starting: { readonly [K in keyof T]: Promise<T[K]> },
): Promise<T> {
  const started = await Promise.allSettled(starting);
  for (const outcome of started) if (outcome.status === "fulfilled") stack.use(outcome.value as AsyncDisposable);
  return (await Promise.all(starting)) as unknown as T;
}
