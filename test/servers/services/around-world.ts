import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beginServices, gatherEvidence } from "../../../src/check/services/index.ts";
import { type EnvironmentConfig, parseConfig } from "../../../src/config/index.ts";
import { connectServices } from "../../../src/observe/services/index.ts";
import type { Evidence } from "../../../src/systems/evidence.ts";
import { SCHEMA, terraformState } from "../../../src/systems/testing/alert-services.ts";
import { evidenceAfter } from "../../../src/systems/testing/alert-system.ts";
import { read } from "../../../src/vocabulary/index.ts";
import { type KafkaCluster, startKafka } from "../kafka/index.ts";
import { type S3Server, startS3 } from "../objectstore/index.ts";
import { type RegistryServer, startRegistry } from "../registry/index.ts";

const SOURCE = '{"type":"record","name":"diaSource","namespace":"lsst","fields":[{"name":"id","type":"long"}]}';
const REFERENCES = [{ name: "lsst.diaSource", subject: "dia-source", version: 1 }];
export const GROUP = "alertdb-ingester";

export const PARTS = ["kafka", "registry", "store", "health"] as const;
export type Part = (typeof PARTS)[number];

/** The services of an alert system on real servers, behind the Kubernetes objects of the unit tests. */
export interface AroundWorld extends AsyncDisposable {
  readonly kafka: KafkaCluster;
  readonly registry: RegistryServer;
  readonly store: S3Server;
  /** What `/v1/health` answers. */
  readonly health: { status: number };
  /** Fills one of the services with what it should hold, whatever it holds now. */
  reset(part: Part): Promise<void>;
  /** What a check would judge from, so many seconds from now. */
  evidence(secondsLater?: number): Promise<Evidence>;
}

export async function startAroundWorld(): Promise<AroundWorld> {
  await using stack = new AsyncDisposableStack();
  const root = await mkdtemp(join(tmpdir(), "holdfast-around-"));
  stack.defer(() => rm(root, { recursive: true, force: true }));
  const kafka = stack.use(await startKafka());
  const registry = stack.use(await startRegistry());
  const store = stack.use(await startS3());
  const health = { status: 200 };
  const server = createServer((_, response) => response.writeHead(health.status).end());
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  stack.defer(() => void server.close());
  await mkdir(join(root, "schemas"));
  await writeFile(join(root, "schemas", "alert.avsc"), JSON.stringify(JSON.parse(SCHEMA), null, 2));
  const { port } = server.address() as AddressInfo;
  const environment = environmentOf({ root, kafka, registry, store, health: `http://127.0.0.1:${port}` });
  const reset = (part: Part) => resetPart(part, { kafka, registry, store, health });
  const evidence = (seconds = 0) => gather({ root, environment, seconds });
  const owned = stack.move();
  return { kafka, registry, store, health, reset, evidence, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

function environmentOf(at: {
  root: string;
  kafka: KafkaCluster;
  registry: RegistryServer;
  store: S3Server;
  health: string;
}): EnvironmentConfig {
  const key = { env: "HOLDFAST_TEST_KEY" };
  const alert = { id: 1000, version: 1, file: "schemas/alert.avsc", references: REFERENCES };
  const services = {
    kafka: [
      {
        cluster: "alert-broker",
        namespace: "kafka",
        bootstrap: at.kafka.brokers("plaintext").map(({ host, port }) => `${host}:${port}`),
      },
    ],
    schemaRegistries: [
      {
        name: "schema-registry",
        namespace: "kafka",
        url: at.registry.url,
        subjects: [{ name: "alert-packet", versions: [alert] }],
      },
    ],
    objectStore: { endpoint: at.store.endpoint, region: "us-east-1", accessKey: key, secretKey: key },
    alertDatabase: { url: at.health },
  };
  const layout = { plain: { values: "{environment}/{application}.yaml", applications: [] as object[] } };
  layout.plain.applications.push({ name: "alerts", chart: "charts/alerts", namespace: "kafka" });
  const text = JSON.stringify({
    schemaVersion: 1,
    layout,
    environments: [{ name: "around", cluster: { context: "none" }, services }],
  });
  const [environment] = parseConfig({ text, file: join(at.root, "holdfast.yaml") }).environments;
  if (environment === undefined) throw new Error("the configuration holds no environment");
  return environment;
}

async function gather(given: { root: string; environment: EnvironmentConfig; seconds: number }): Promise<Evidence> {
  const { root, environment, seconds } = given;
  const now = new Date(Date.now() + seconds * 1000);
  // The Kubernetes side stays that of the unit tests, but is as old as the services may be.
  const made = { creationTimestamp: "2026-01-01T00:00:00Z" };
  const { declared, live } = evidenceAfter((world) => ({
    live: world.live.map((object) => ({ ...object, metadata: { ...object.metadata, ...made } })),
  }));
  const services = connectServices({
    root,
    services: environment.services,
    kubernetes: { list: async () => read([]) },
    routes: { forward: never, get: never, close: async () => undefined },
    env: { HOLDFAST_TEST_KEY: "key-of-tests" },
    learn: () => undefined,
  });
  try {
    const gathering = { environment, declared, live, argoApplications: [], now, root };
    const { evidence, failures } = await gatherEvidence(beginServices(services), gathering);
    const unread = failures.map(({ failure }) => `${failure.what}: ${failure.why}`);
    if (unread.length > 0) throw new Error(unread.join("\n"));
    return { ...evidence, terraform: terraformState() };
  } finally {
    await services.close();
  }
}

function never(): never {
  throw new Error("nothing is reached through a cluster here");
}

type Services = Pick<AroundWorld, "kafka" | "registry" | "store" | "health">;

async function resetPart(part: Part, { kafka, registry, store, health }: Services): Promise<void> {
  switch (part) {
    case "kafka":
      return await resetKafka(kafka);
    case "registry":
      return await resetRegistry(registry);
    case "store":
      return await resetStore(store);
    case "health":
      health.status = 200;
  }
}

async function resetKafka({ fixtures }: KafkaCluster): Promise<void> {
  const admin = await fixtures.admin();
  const topics = ["static", "replayed", "registry-schemas"];
  const existing = (await admin.listTopics()).filter((name) => topics.includes(name));
  await fixtures.deleteGroup(GROUP).catch(() => undefined);
  if (existing.length > 0) await fixtures.deleteTopics(...existing);
  await fixtures.createTopics(
    { name: "static", config: { "retention.ms": "-1" } },
    { name: "replayed", partitions: 2 },
    { name: "registry-schemas", config: { "cleanup.policy": "compact" } },
  );
  await fixtures.produce("static", 0, wire(1000));
  await fixtures.produce("replayed", 0, wire(1000));
  await fixtures.produce("replayed", 1, wire(1000));
  await fixtures.commitOffsets(GROUP, "replayed", [
    { partition: 0, offset: 1 },
    { partition: 1, offset: 1 },
  ]);
}

/** The registry's wire format: a zero byte, four bytes of schema id, and a body. */
export function wire(schemaId: number): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(schemaId, 1);
  return Buffer.concat([head, Buffer.from("body")]);
}

async function resetRegistry(registry: RegistryServer): Promise<void> {
  await registry.setMode(null, "READWRITE");
  for (const deleted of [false, true]) {
    const subjects = ((await registry.request("GET", `/subjects?deleted=${deleted}`)) ?? []) as string[];
    // What refers to others goes before them.
    for (const subject of subjects.toSorted()) {
      const path = `/subjects/${subject}${deleted ? "?permanent=true" : ""}`;
      await registry.request("DELETE", path);
    }
  }
  await registry.setCompatibility(null, "NONE");
  await registry.importSchema("dia-source", { id: 100, version: 1, schema: SOURCE });
  await registry.importSchema("alert-packet", { id: 1000, version: 1, schema: SCHEMA, references: REFERENCES });
}

async function resetStore(store: S3Server): Promise<void> {
  await store.reset();
  await store.createBucket("alerts");
  await store.createBucket("schemas");
  const rule =
    "<Rule><ID>purge</ID><Status>Enabled</Status><Filter><Prefix>v2/alerts/</Prefix></Filter><Expiration><Days>28</Days></Expiration></Rule>";
  await store.request("PUT", "alerts?lifecycle", `<LifecycleConfiguration>${rule}</LifecycleConfiguration>`);
  await store.putObject("alerts", "v2/alerts/100000/1.avro.gz");
}
