import type { BucketState } from "../../observe/objectstore/port.ts";
import type { RegistryState, SchemaVersion, SubjectState } from "../../observe/registry/port.ts";
import type { TerraformState } from "../../observe/terraform/port.ts";
import { isJsonObject, type Json, type JsonObject, type KubernetesObject, read } from "../../vocabulary/index.ts";
import type { DeclaredObject, Evidence, KafkaEvidence, RegistryEvidence } from "../evidence.ts";
import { CREATED, configEntry, evidenceOf, kafkaState, NOW, strimzi, topicState } from "./evidence.ts";

/** Everything around Kafka, as it is when all is well; rows of tests change single parts. */
export interface World {
  readonly live: readonly KubernetesObject[];
  readonly declared: readonly KubernetesObject[];
  readonly kafka: Partial<KafkaEvidence>;
  readonly registries: readonly RegistryEvidence[];
  readonly buckets: readonly BucketState[] | null;
  readonly terraform: TerraformState | null;
  readonly alertDatabaseHealth: number | null;
  readonly argoApplications: readonly DeclaredObject[];
  readonly now: Date;
}

/** What differs from a world where all is well. */
export type Change = (world: World) => Partial<World>;

export function evidenceAfter(change: Change): Evidence {
  const world = wholeWorld();
  const { live, declared, kafka, now, ...services } = { ...world, ...change(world) };
  return { ...evidenceOf({ live, declared, kafka, now }), ...services };
}

/** Sets a field of the live object of that kind and name, `Secret store`; undefined takes it away. */
export function edit(title: string, path: readonly string[], value: Json | undefined): Change {
  return ({ live }) => ({
    live: live.map((one) =>
      `${one.kind} ${one.metadata.name}` === title ? (withField(one, path, value) as KubernetesObject) : one,
    ),
  });
}

/** Takes the live object away. */
export function lose(kind: string, name: string): Change {
  return ({ live }) => ({ live: live.filter((object) => object.kind !== kind || object.metadata.name !== name) });
}

/** Git does not declare the object either. */
export function forget(kind: string, name: string): Change {
  return (world) => ({
    ...lose(kind, name)(world),
    declared: world.declared.filter((object) => object.kind !== kind || object.metadata.name !== name),
  });
}

export function all(...changes: readonly Change[]): Change {
  return (world) => {
    let after = world;
    for (const change of changes) after = { ...after, ...change(after) };
    return after;
  };
}

function withField(
  value: Json | undefined,
  [name, ...rest]: readonly string[],
  to: Json | undefined,
): Json | undefined {
  if (name === undefined) return to;
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === name ? (withField(item, rest, to) ?? null) : item));
  const object = isJsonObject(value) ? value : {};
  return { ...object, [name]: withField(object[name], rest, to) };
}

const NAMESPACE = "kafka";
const PROJECT = "alerts-test";
export const WRITER = `writer@${PROJECT}.iam.gserviceaccount.com`;
export const READER = `reader@${PROJECT}.iam.gserviceaccount.com`;

/** `type` is apiVersion and kind. */
function object(type: string, name: string, rest: JsonObject = {}): KubernetesObject {
  const [apiVersion = "", kind = ""] = type.split(" ");
  return {
    apiVersion,
    kind,
    metadata: { name, namespace: NAMESPACE, generation: 1, creationTimestamp: CREATED },
    ...rest,
  };
}

/** A Deployment of one container that runs well. */
export function deployment(name: string, container: JsonObject, pod: JsonObject = {}): KubernetesObject {
  return object("apps/v1 Deployment", name, {
    spec: { template: { spec: { containers: [{ name: "main", ...container }], ...pod } } },
    status: {
      replicas: 1,
      readyReplicas: 1,
      conditions: [
        { type: "Available", status: "True", lastTransitionTime: CREATED },
        { type: "Progressing", status: "True", reason: "NewReplicaSetAvailable", lastTransitionTime: CREATED },
      ],
    },
  });
}

const BOOTSTRAP = "alert-broker-kafka-bootstrap";
const STORE_FLAGS = ["--gcp-project=p", "--gcp-bucket-alerts=alerts", "--gcp-bucket-schemas=schemas"];

function secret(name: string, ...keys: readonly string[]): KubernetesObject {
  return object("v1 Secret", name, { data: Object.fromEntries(keys.map((key) => [key, "eA=="])) });
}

function mounted(...secrets: readonly string[]): JsonObject {
  return { volumes: secrets.map((secretName) => ({ name: secretName, secret: { secretName } })) };
}

function user(name: string, group: string): KubernetesObject {
  const acls = [
    { resource: { type: "group", name: group, patternType: "literal" }, operations: ["Read"] },
    { resource: { type: "topic", name: "*", patternType: "literal" }, operations: ["All"] },
  ];
  return strimzi("KafkaUser", name, {
    spec: { authentication: { type: "tls" }, authorization: { type: "simple", acls } },
  });
}

function account(name: string, google: string): KubernetesObject {
  return object("v1 ServiceAccount", name, {
    metadata: { name, namespace: NAMESPACE, annotations: { "iam.gke.io/gcp-service-account": google } },
  });
}

export const REGISTRY_SPEC = {
  listener: "tls",
  securityProtocol: "SSL",
  registryImage: "cp-schema-registry",
  registryImageTag: "8.3.1",
  registryTopic: "registry-schemas",
  replicas: 1,
  compatibilityLevel: "none",
  serviceType: "ClusterIP",
  cpuRequest: "100m",
  memoryRequest: "512Mi",
  memoryLimit: "1Gi",
};

/** What git declares; all of it is live. */
function declaredObjects(): readonly KubernetesObject[] {
  return [
    strimzi("Kafka", "alert-broker", {
      spec: {
        kafka: {
          listeners: [{ name: "tls", port: 9093, type: "internal", tls: true, authentication: { type: "tls" } }],
          authorization: { type: "simple" },
        },
        entityOperator: { topicOperator: {}, userOperator: {} },
      },
      status: { listeners: [{ name: "tls", bootstrapServers: `${BOOTSTRAP}.kafka.svc:9093` }] },
    }),
    object("roundtable.lsst.codes/v1beta1 StrimziSchemaRegistry", "schema-registry", { spec: REGISTRY_SPEC }),
    user("schema-registry", "schema-registry"),
    user("simulator", "simulator"),
    user("alert-database-ingester", "alertdb-ingester"),
    deployment("registry-operator", {
      env: [
        { name: "SSR_CLUSTER_NAME", value: "alert-broker" },
        { name: "SSR_NAMESPACE", value: NAMESPACE },
      ],
    }),
    deployment(
      "replay",
      {
        command: [
          "rubin-alert-sim",
          "play-stream",
          `--broker=${BOOTSTRAP}:9093`,
          "--src-topic=static",
          "--dst-topic=replayed",
          "--repeat-interval=37",
        ],
      },
      mounted("simulator", "alert-broker-cluster-ca-cert"),
    ),
    deployment(
      "ingester",
      {
        command: ["alertdb-ingester", `--kafka-host=${BOOTSTRAP}:9093`, "--kafka-topics=replayed", ...STORE_FLAGS],
      },
      { serviceAccountName: "ingester", ...mounted("alert-database-ingester") },
    ),
    deployment("server", { command: ["alertdb", ...STORE_FLAGS] }, { serviceAccountName: "server" }),
    object("keda.sh/v1alpha1 ScaledObject", "ingester", {
      spec: {
        scaleTargetRef: { name: "ingester" },
        minReplicaCount: 0,
        triggers: [{ type: "kafka", metadata: { consumerGroup: "alertdb-ingester", lagThreshold: "100" } }],
      },
      status: {
        conditions: [
          { type: "Ready", status: "True" },
          { type: "Fallback", status: "False" },
        ],
      },
    }),
    object("ricoberger.de/v1alpha1 VaultSecret", "store", {
      status: { conditions: [{ type: "SecretCreated", status: "True" }] },
    }),
    object("keda.sh/v1alpha1 TriggerAuthentication", "ingester", {
      spec: { secretTargetRef: [{ parameter: "key", name: "alert-database-ingester", key: "user.key" }] },
    }),
    deployment("reporter", {
      env: [
        { name: "KEY", valueFrom: { secretKeyRef: { name: "store", key: "access-key" } } },
        { name: "MAY", valueFrom: { secretKeyRef: { name: "none", key: "none", optional: true } } },
      ],
    }),
    account("ingester", WRITER),
    account("server", READER),
  ];
}

/** Jobs that Argo CD runs as hooks; they may be gone. */
function hooks(): readonly KubernetesObject[] {
  const job = (name: string, command: readonly string[]) =>
    object("batch/v1 Job", name, {
      spec: { template: { spec: { containers: [{ name, command: [...command] }] } } },
    });
  return [
    job("load", [
      "rubin-alert-sim",
      "create-stream",
      `--broker=${BOOTSTRAP}:9093`,
      "--dst-topic=static",
      "--schema-id=1000",
    ]),
    job("sync", ["syncAllSchemasToRegistry", "--subject=alert-packet"]),
  ];
}

/** What operators make of it. */
function derivedObjects(): readonly KubernetesObject[] {
  const { registryImage, registryImageTag, registryTopic, compatibilityLevel, securityProtocol } = REGISTRY_SPEC;
  return [
    deployment("schema-registry", {
      image: `${registryImage}:${registryImageTag}`,
      env: [
        { name: "SCHEMA_REGISTRY_KAFKASTORE_BOOTSTRAP_SERVERS", value: `${BOOTSTRAP}.kafka.svc:9093` },
        { name: "SCHEMA_REGISTRY_SCHEMA_COMPATIBILITY_LEVEL", value: compatibilityLevel },
        { name: "SCHEMA_REGISTRY_KAFKASTORE_TOPIC", value: registryTopic },
        { name: "SCHEMA_REGISTRY_KAFKASTORE_SECURITY_PROTOCOL", value: securityProtocol },
      ],
      resources: { requests: { cpu: "0.1", memory: "512Mi" }, limits: { memory: "1024Mi" } },
    }),
    object("v1 Service", "schema-registry", { spec: { type: "ClusterIP" } }),
    secret("simulator", "user.crt", "user.key"),
    secret("alert-database-ingester", "user.crt", "user.key"),
    secret("alert-broker-cluster-ca-cert", "ca.crt"),
    secret("store", "access-key"),
  ];
}

const TOPICS = [topicState("static", [{}]), topicState("replayed", [{}, {}]), topicState("registry-schemas", [{}])];

function topicConfigs() {
  const inherited = ["retention.ms=604800000", "retention.bytes=-1", "cleanup.policy=delete"].map((text) => {
    const [name = "", value = ""] = text.split("=");
    return configEntry(name, value, "DEFAULT_CONFIG");
  });
  const topics = [
    { name: "static", overrides: read([configEntry("retention.ms", "-1")]) },
    { name: "replayed", overrides: read([configEntry("retention.ms", "172800000")]) },
    { name: "registry-schemas", overrides: read([configEntry("cleanup.policy", "compact")]) },
  ];
  return read({ inherited, topics });
}

/** Seconds before the check, and schema id; null for a partition without messages. */
export type Sent = readonly [age: number, schemaId: number | null] | null;

/** The last message of each partition. */
export function ends(...messages: readonly Sent[]) {
  return read(
    messages.map((message, partition) => ({
      partition,
      last: read(
        message === null ? null : { offset: 99, timestamp: NOW.getTime() - message[0] * 1000, schemaId: message[1] },
      ),
    })),
  );
}

export function group(members: number, lag: number, name = "alertdb-ingester") {
  const member = (id: number) => ({ id: `m${id}`, clientId: "c", host: "/10.0.0.1", assignments: [] });
  return {
    name,
    reading: read({
      name,
      type: "classic" as const,
      state: members === 0 ? "Empty" : "Stable",
      members: read(Array.from({ length: members }, (_, id) => member(id))),
      offsets: read([{ topic: "replayed", partition: 0, committed: 100 - lag, end: 100 }]),
    }),
  };
}

export function version(id: number, number: number, rest: Partial<SchemaVersion> = {}): SchemaVersion {
  return { version: number, id, schemaType: "AVRO", schema: SCHEMA, references: [], ...rest };
}

export function subject(
  name: string,
  versions: readonly SchemaVersion[],
  rest: Partial<SubjectState> = {},
): SubjectState {
  return { name, deleted: false, compatibility: read(null), mode: read(null), versions: read(versions), ...rest };
}

export const SCHEMA = '{"type":"record","name":"alert","namespace":"lsst","fields":[{"name":"id","type":"long"}]}';
const REFERENCES = [{ name: "lsst.diaSource", subject: "dia-source", version: 1 }];

export function registryState(rest: Partial<RegistryState> = {}): RegistryState {
  return {
    compatibility: read("NONE"),
    mode: read("READWRITE"),
    subjects: read([
      subject("alert-packet", [version(1000, 1, { references: REFERENCES })]),
      subject("dia-source", [version(100, 1)]),
    ]),
    ...rest,
  };
}

/** The registry with this state; what it knows of ids follows from that. */
export function registry(state: RegistryState | null, rest: Partial<RegistryEvidence> = {}): RegistryEvidence {
  const subjects = state?.subjects.ok === true ? state.subjects.value : [];
  const known = subjects.flatMap(({ name, versions }) =>
    (versions.ok ? versions.value : []).map((one) => ({ id: one.id, subject: name, version: one.version })),
  );
  return {
    name: "schema-registry",
    namespace: NAMESPACE,
    state,
    schemas: known.map(({ id, ...place }) => ({ id, reading: read({ id, subjects: [place] }) })),
    expected: [
      {
        name: "alert-packet",
        compatibility: null,
        mode: null,
        versions: [{ id: 1000, version: 1, file: "alert.avsc", references: REFERENCES }],
        schemaFiles: { "alert.avsc": `${SCHEMA}\n` },
      },
    ],
    alertTopics: [],
    ...rest,
  };
}

export function bucket(name: string, rest: Partial<BucketState> = {}): BucketState {
  return {
    name,
    exists: read(true),
    lifecycle: read([]),
    versioning: read("off"),
    publicAccess: read(null),
    newest: [],
    ...rest,
  };
}

/** The newest archived alert, so many seconds before the check. */
export function newest(age: number | null): BucketState["newest"] {
  const lastModified = age === null ? "" : new Date(NOW.getTime() - age * 1000).toISOString();
  const object = age === null ? null : { key: "v2/alerts/100000/1.avro.gz", lastModified };
  return [{ prefix: "v2/alerts/", object: read(object) }];
}

export const PURGE = { id: "rule 1", enabled: true, prefix: "v2/alerts/", expireDays: 28 };

export function terraformState(rest: Partial<TerraformState> = {}): TerraformState {
  const binding = (email: string, name: string) => ({
    serviceAccount: email,
    member: `serviceAccount:${PROJECT}.svc.id.goog[kafka/${name}]`,
    address: `google_service_account_iam_member.${name}`,
  });
  return {
    buckets: [
      { name: "alerts", address: "google_storage_bucket.alerts", lifecycle: [PURGE] },
      { name: "schemas", address: "google_storage_bucket.schemas", lifecycle: [] },
    ],
    serviceAccounts: [WRITER, READER].map((email) => ({ email, address: `google_service_account.${email}` })),
    workloadIdentityBindings: [binding(WRITER, "ingester"), binding(READER, "server")],
    ...rest,
  };
}

function wholeWorld(): World {
  const declared = declaredObjects();
  return {
    declared: [...declared, ...hooks()],
    live: [...declared, ...derivedObjects()],
    kafka: {
      state: kafkaState({ topics: read(TOPICS), topicConfigs: topicConfigs() }),
      groups: [group(1, 3)],
      lastMessages: [
        { name: "static", reading: ends([9000, 1000]) },
        { name: "replayed", reading: ends([20, 1000], [30, 1000]) },
      ],
    },
    registries: [registry(registryState())],
    buckets: [bucket("alerts", { lifecycle: read([PURGE]), newest: newest(40) }), bucket("schemas")],
    terraform: terraformState(),
    alertDatabaseHealth: 200,
    argoApplications: [],
    now: NOW,
  };
}
