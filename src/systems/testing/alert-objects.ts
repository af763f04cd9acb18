import type { JsonObject, KubernetesObject } from "../../vocabulary/index.ts";
import { CREATED, strimzi } from "./evidence.ts";

export const NAMESPACE = "kafka";
export const PROJECT = "alerts-test";
export const WRITER = `writer@${PROJECT}.iam.gserviceaccount.com`;
export const READER = `reader@${PROJECT}.iam.gserviceaccount.com`;

/** `type` is apiVersion and kind. */
export function object(type: string, name: string, rest: JsonObject = {}): KubernetesObject {
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
export function declaredObjects(): readonly KubernetesObject[] {
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
export function hooks(): readonly KubernetesObject[] {
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
export function derivedObjects(): readonly KubernetesObject[] {
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
