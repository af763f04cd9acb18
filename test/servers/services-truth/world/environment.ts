import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { KubernetesObject } from "../../../../src/vocabulary/index.ts";
import { writeChart } from "../../truth/repository.ts";
import { STORE_KEY } from "./services.ts";
import { terraformState } from "./terraform-state.ts";

/** Where the services of the world are. */
export interface Places {
  readonly kubeconfig: string;
  /** `host:port` of every broker. */
  readonly bootstrap: readonly string[];
  readonly registry: string;
  readonly objectStore: string;
  readonly health: string;
}

const ROOT = join(import.meta.dirname, "..", "..", "..", "..");

/** The applications of the environment, in the order in which they are deployed; `odd` holds what single rows declare. */
export const APPLICATIONS = [
  { name: "strimzi-operator", namespace: "strimzi" },
  { name: "alert-stream-broker", namespace: "kafka" },
  { name: "strimzi-registry-operator", namespace: "strimzi-registry-operator" },
  { name: "schema-registry", namespace: "kafka" },
  { name: "alert-stream-simulator", namespace: "kafka" },
  { name: "alert-database", namespace: "kafka" },
  { name: "odd", namespace: "kafka" },
] as const;

export const PROJECT = "alerts-truth";
export const WRITER = `alertdb-writer@${PROJECT}.iam.gserviceaccount.com`;
export const READER = `alertdb-reader@${PROJECT}.iam.gserviceaccount.com`;

/** Values of the environment `truth`. Small, and with every sort of topic and user that rows need. */
const VALUES: Readonly<Record<(typeof APPLICATIONS)[number]["name"], unknown>> = {
  "strimzi-operator": { watchNamespaces: ["kafka"] },
  "alert-stream-broker": {
    listeners: { external: { enabled: false } },
    // Messages keep their own time, so that a later check finds the simulator at work.
    kafka: { metrics: { enabled: false }, config: { "log.message.timestamp.type": "CreateTime" } },
    kafkaExporter: { enabled: false },
    topics: [
      {
        name: "lsst-alerts-v10.0",
        partitions: 2,
        config: { "retention.ms": 86_400_000, "retention.bytes": 1_000_000_000 },
      },
      { name: "plain", partitions: 3 },
      {
        name: "settings",
        partitions: 2,
        config: {
          "retention.ms": 172_800_000,
          "max.message.bytes": "2097152",
          // As the broker has it, so that the Topic Operator sets nothing.
          "segment.bytes": 1_073_741_824,
          "min.insync.replicas": 2,
          "unclean.leader.election.enable": false,
          "min.cleanable.dirty.ratio": 0.25,
        },
      },
      { name: "renamed", topicName: "Renamed_Topic", partitions: 1 },
      { name: "narrow", partitions: 2, replicas: 2 },
      { name: "spare", partitions: 2 },
    ],
    users: [
      { name: "alerce", readOnlyTopics: ["alerts-simulated"] },
      {
        name: "lasair",
        readOnlyTopics: ["alerts-simulated", "lsst-alerts-v10.0"],
        quotas: { consumerByteRate: 20_971_520 },
      },
      {
        name: "fink",
        readOnlyTopics: ["alerts-simulated"],
        quotas: { producerByteRate: 1_048_576, requestPercentage: 55, controllerMutationRate: 10 },
      },
      { name: "rubin-devel", readOnlyTopics: ["*"] },
    ],
    superusers: [
      { name: "kafka-admin", authentication: "tls" },
      { name: "admin", authentication: "scram-sha-512" },
    ],
    secrets: { vaultPath: "secret/truth/alert-stream-broker" },
  },
  "strimzi-registry-operator": {},
  "schema-registry": {},
  "alert-stream-simulator": {
    schemaId: 1000,
    replayTopic: { partitions: 2, retentionMs: 172_800_000, retentionBytes: 2_000_000_000 },
  },
  "alert-database": {
    ingester: {
      topics: ["alerts-simulated"],
      autoscaling: { by: "keda", minReplicas: 0, maxReplicas: 4 },
      serviceAccount: { googleServiceAccount: WRITER },
    },
    server: { serviceAccount: { googleServiceAccount: READER } },
    objectStore: { kind: "gcs", alertBucket: "truth-alerts", schemaBucket: "truth-schemas", gcs: { project: PROJECT } },
  },
  odd: {},
};

/** Writes a repository with the charts of this one, the environment `truth`, schemas and Terraform's state. */
export async function writeEnvironment(root: string, places: Places): Promise<void> {
  await cp(join(ROOT, "charts"), join(root, "charts"), { recursive: true });
  await mkdir(join(root, "environments", "truth"), { recursive: true });
  for (const { name } of APPLICATIONS)
    await writeFile(join(root, "environments", "truth", `${name}.yaml`), JSON.stringify(VALUES[name]));
  await declareOdd(root, []);
  await mkdir(join(root, "schemas"), { recursive: true });
  for (const { file, schema } of SCHEMAS) await writeFile(join(root, file), JSON.stringify(schema, null, 2));
  await writeTerraform(root, terraformState());
  await writeFile(join(root, "holdfast.yaml"), JSON.stringify(configFor(places)));
}

/** Objects that only one row declares. */
export async function declareOdd(root: string, objects: readonly KubernetesObject[]): Promise<void> {
  await writeChart(join(root, "charts", "odd"), objects);
}

export async function writeTerraform(root: string, state: unknown): Promise<void> {
  await writeFile(join(root, "terraform.tfstate"), JSON.stringify(state, null, 2));
}

function configFor({ kubeconfig, bootstrap, registry, objectStore, health }: Places): unknown {
  const services = {
    kafka: [{ cluster: "alert-broker", namespace: "kafka", bootstrap }],
    schemaRegistries: [
      {
        name: "schema-registry",
        namespace: "kafka",
        url: registry,
        subjects: SUBJECTS,
        alertTopics: ["lsst-alerts-v10.0"],
      },
    ],
    objectStore: {
      endpoint: objectStore,
      region: "us-east-1",
      accessKey: { env: STORE_KEY },
      secretKey: { env: STORE_KEY },
    },
    terraform: { file: "terraform.tfstate" },
    alertDatabase: { url: health },
  };
  return {
    schemaVersion: 1,
    layout: {
      plain: {
        values: "environments/{environment}/{application}.yaml",
        applications: APPLICATIONS.map(({ name, namespace }) => ({ name, chart: `charts/${name}`, namespace })),
      },
    },
    environments: [{ name: "truth", cluster: { context: "admin", kubeconfig }, services }],
  };
}

const CUTOUT = { type: "record", name: "cutout", namespace: "lsst", fields: [{ name: "stamp", type: "bytes" }] };
const SOURCE = { type: "record", name: "diaSource", namespace: "lsst", fields: [{ name: "id", type: "long" }] };
const ALERT = (minor: number) => ({
  type: "record",
  name: "alert",
  namespace: "lsst",
  fields: [
    { name: "alertId", type: "long" },
    { name: "diaSource", type: "lsst.diaSource" },
    ...(minor > 0 ? [{ name: "observation", type: ["null", "string"], default: null }] : []),
  ],
});

const SCHEMAS = [
  { file: "schemas/cutout.avsc", schema: CUTOUT },
  { file: "schemas/dia-source.avsc", schema: SOURCE },
  { file: "schemas/alert-10.0.avsc", schema: ALERT(0) },
  { file: "schemas/alert-10.1.avsc", schema: ALERT(1) },
];

const TO_SOURCE = [{ name: "lsst.diaSource", subject: "dia-source", version: 1 }];

/** What holdfast.yaml says about the registry. Ids are major version * 100 + minor version. */
const SUBJECTS = [
  { name: "cutout", versions: [{ id: 200, version: 1, file: "schemas/cutout.avsc" }] },
  { name: "dia-source", compatibility: "NONE", versions: [{ id: 100, version: 1, file: "schemas/dia-source.avsc" }] },
  {
    name: "alert-packet",
    mode: "READWRITE",
    versions: [
      { id: 1000, version: 1, file: "schemas/alert-10.0.avsc", references: TO_SOURCE },
      { id: 1001, version: 2, file: "schemas/alert-10.1.avsc", references: TO_SOURCE },
    ],
  },
];

/** The same as it is registered. */
export const REGISTRATIONS = [
  { subject: "dia-source", id: 100, version: 1, schema: JSON.stringify(SOURCE) },
  { subject: "cutout", id: 200, version: 1, schema: JSON.stringify(CUTOUT) },
  { subject: "alert-packet", id: 1000, version: 1, schema: JSON.stringify(ALERT(0)), references: TO_SOURCE },
  { subject: "alert-packet", id: 1001, version: 2, schema: JSON.stringify(ALERT(1)), references: TO_SOURCE },
];
