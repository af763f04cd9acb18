import { fieldOf } from "../../../../src/systems/system.ts";
import type { KubernetesObject } from "../../../../src/vocabulary/index.ts";

/** An object that a controller makes out of a declared one. */
export interface Derived {
  readonly object: KubernetesObject;
  readonly manager: string;
}

/** What controllers make of a declared object, as far as a check looks at it. */
export function derivedFrom(object: KubernetesObject): readonly Derived[] {
  if (object.kind === "VaultSecret") return [vaultSecret(object)];
  if (object.kind === "StrimziSchemaRegistry") return registryObjects(object);
  if (object.kind === "Kafka") return [clusterAuthority(object)];
  if (object.kind === "ScaledObject") return [autoscaler(object)];
  return [];
}

function vaultSecret(source: KubernetesObject): Derived {
  const keys = fieldOf(source, "spec", "keys") as string[] | undefined;
  const entries = (keys ?? ["access-key", "secret-key"]).map((key) => [key, base64(`made-up-for-${key}`)]);
  return {
    manager: "vault-secrets-operator",
    object: secret(source, { name: source.metadata.name, data: Object.fromEntries(entries) }),
  };
}

function clusterAuthority(kafka: KubernetesObject): Derived {
  const name = `${kafka.metadata.name}-cluster-ca-cert`;
  return {
    manager: "strimzi-cluster-operator",
    object: secret(kafka, { name, data: { "ca.crt": base64("made-up-authority") } }),
  };
}

/** After the registry operator's `create_deployment`: image, replicas, resources and level, by environment variables. */
function registryObjects(registry: KubernetesObject): readonly Derived[] {
  const spec = (name: string): string => String(fieldOf(registry, "spec", name));
  const { name } = registry.metadata;
  const container = {
    name: "server",
    image: `${spec("registryImage")}:${spec("registryImageTag")}`,
    imagePullPolicy: "IfNotPresent",
    ports: [{ name: "schema-registry", containerPort: 8081, protocol: "TCP" }],
    env: [
      { name: "SCHEMA_REGISTRY_HOST_NAME", valueFrom: { fieldRef: { fieldPath: "status.podIP" } } },
      { name: "SCHEMA_REGISTRY_LISTENERS", value: "http://0.0.0.0:8081" },
      { name: "SCHEMA_REGISTRY_KAFKASTORE_BOOTSTRAP_SERVERS", value: "alert-broker-kafka-bootstrap.kafka.svc:9093" },
      { name: "SCHEMA_REGISTRY_SCHEMA_COMPATIBILITY_LEVEL", value: spec("compatibilityLevel") },
      { name: "SCHEMA_REGISTRY_MASTER_ELIGIBILITY", value: "true" },
      { name: "SCHEMA_REGISTRY_HEAP_OPTS", value: "-Xms512M -Xmx512M" },
      { name: "SCHEMA_REGISTRY_KAFKASTORE_TOPIC", value: spec("registryTopic") },
      { name: "SCHEMA_REGISTRY_KAFKASTORE_SECURITY_PROTOCOL", value: spec("securityProtocol") },
    ],
    resources: {
      limits: { memory: spec("memoryLimit") },
      requests: { cpu: spec("cpuRequest"), memory: spec("memoryRequest") },
    },
    volumeMounts: [{ mountPath: "/var/schemaregistry", name: "tls", readOnly: true }],
  };
  const labels = {
    app: name,
    "app.kubernetes.io/instance": name,
    "app.kubernetes.io/managed-by": "strimzi-registry-operator",
    "app.kubernetes.io/name": "strimzischemaregistry",
    "app.kubernetes.io/part-of": name,
    "app.kubernetes.io/version": spec("registryImageTag"),
  };
  const deployment: KubernetesObject = {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace: registry.metadata.namespace ?? "", labels, ownerReferences: ownedBy(registry) },
    spec: {
      replicas: Number(spec("replicas")),
      selector: { matchLabels: { app: name } },
      template: {
        metadata: {
          labels: { app: name },
          annotations: { "strimziregistryoperator.roundtable.lsst.codes/jksVersion": "1" },
        },
        spec: { containers: [container], volumes: [{ name: "tls", secret: { secretName: `${name}-jks` } }] },
      },
    },
  };
  const data = { "keystore.jks": base64("made-up-keys"), "truststore.jks": base64("made-up-trust") };
  return [
    { manager: "kopf", object: deployment },
    { manager: "kopf", object: secret(registry, { name: `${name}-jks`, data }) },
  ];
}

function autoscaler(scaled: KubernetesObject): Derived {
  const { name, namespace = "" } = scaled.metadata;
  return {
    manager: "keda",
    object: {
      apiVersion: "autoscaling/v2",
      kind: "HorizontalPodAutoscaler",
      metadata: { name: `keda-hpa-${name}`, namespace, ownerReferences: ownedBy(scaled) },
      spec: {
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name },
        minReplicas: 1,
        maxReplicas: 4,
        metrics: [
          {
            type: "External",
            external: {
              metric: {
                name: "s0-kafka-alerts-simulated",
                selector: { matchLabels: { "scaledobject.keda.sh/name": name } },
              },
              target: { type: "AverageValue", averageValue: "100" },
            },
          },
        ],
      },
    },
  };
}

function secret(
  owner: KubernetesObject,
  { name, data }: { readonly name: string; readonly data: Record<string, string> },
): KubernetesObject {
  const { namespace = "" } = owner.metadata;
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name, namespace, ownerReferences: ownedBy(owner) },
    type: "Opaque",
    data,
  };
}

function ownedBy({ apiVersion, kind, metadata }: KubernetesObject) {
  return [{ apiVersion, kind, name: metadata.name, uid: metadata["uid"] ?? "", controller: true }];
}

function base64(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}
