import { fieldOf } from "../../../../src/systems/system.ts";
import type { JsonObject, KubernetesObject } from "../../../../src/vocabulary/index.ts";

/** What a controller writes when all is well, by kind. Topics and users are the business of the operators' stand-in. */
export const STATUS_WRITERS: Readonly<
  Record<string, { readonly manager: string; readonly statusOf: (object: KubernetesObject) => JsonObject }>
> = {
  Kafka: { manager: "strimzi-cluster-operator", statusOf: kafkaStatus },
  KafkaNodePool: { manager: "strimzi-cluster-operator", statusOf: nodePoolStatus },
  Deployment: { manager: "kube-controller-manager", statusOf: deploymentStatus },
  ScaledObject: { manager: "keda", statusOf: scaledObjectStatus },
  Certificate: { manager: "cert-manager-certificates-readiness", statusOf: certificateStatus },
  VaultSecret: { manager: "vault-secrets-operator", statusOf: vaultSecretStatus },
};

const SINCE = "2026-11-24T04:36:39.849697046Z";
const SINCE_SECOND = "2026-11-24T04:36:39Z";

/** Ready, for the generation that is there. */
export function ready(object: KubernetesObject): JsonObject {
  return {
    conditions: [{ type: "Ready", status: "True", lastTransitionTime: SINCE }],
    observedGeneration: object.metadata["generation"] ?? 1,
  };
}

function kafkaStatus(kafka: KubernetesObject): JsonObject {
  const listeners = (fieldOf(kafka, "spec", "kafka", "listeners") ?? []) as { name: string; port: number }[];
  const version = fieldOf(kafka, "spec", "kafka", "version") as string;
  const { name, namespace } = kafka.metadata;
  return {
    ...ready(kafka),
    clusterId: "4L6g3nShT-eMCtK--X86sw",
    kafkaVersion: version,
    kafkaMetadataVersion: `${version.split(".").slice(0, 2).join(".")}-IV0`,
    operatorLastSuccessfulVersion: "1.2.0",
    kafkaNodePools: [{ name: "broker" }, { name: "controller" }],
    listeners: listeners.map((listener) => ({
      name: listener.name,
      addresses: [{ host: `${name}-kafka-bootstrap.${namespace}.svc`, port: listener.port }],
      bootstrapServers: `${name}-kafka-bootstrap.${namespace}.svc:${listener.port}`,
    })),
  };
}

function nodePoolStatus(pool: KubernetesObject): JsonObject {
  const ids = idsOf(String(fieldOf(pool, "metadata", "annotations", "strimzi.io/next-node-ids")));
  return {
    observedGeneration: pool.metadata["generation"] ?? 1,
    clusterId: "4L6g3nShT-eMCtK--X86sw",
    nodeIds: ids,
    replicas: ids.length,
    roles: fieldOf(pool, "spec", "roles") as string[],
    labelSelector: `strimzi.io/cluster=alert-broker,strimzi.io/pool-name=${pool.metadata.name}`,
  };
}

/** `[3-5]`. */
function idsOf(range: string): number[] {
  const [first = 0, last = first] = range
    .replaceAll(/[[\] ]/g, "")
    .split("-")
    .map(Number);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

function deploymentStatus(deployment: KubernetesObject): JsonObject {
  const replicas = fieldOf(deployment, "spec", "replicas") as number;
  const counts = { replicas, readyReplicas: replicas, availableReplicas: replicas, updatedReplicas: replicas };
  return {
    observedGeneration: deployment.metadata["generation"] ?? 1,
    ...(replicas > 0 && counts),
    conditions: [
      {
        type: "Available",
        status: "True",
        reason: "MinimumReplicasAvailable",
        lastTransitionTime: SINCE_SECOND,
        lastUpdateTime: SINCE_SECOND,
      },
    ],
  };
}

function scaledObjectStatus(scaled: KubernetesObject): JsonObject {
  return {
    hpaName: `keda-hpa-${scaled.metadata.name}`,
    originalReplicaCount: 1,
    scaleTargetKind: "apps/v1.Deployment",
    conditions: [
      { type: "Ready", status: "True", reason: "ScaledObjectReady", message: "ScaledObject is defined correctly" },
      { type: "Active", status: "False", reason: "ScalerNotActive", message: "Scaling is not performed" },
      { type: "Fallback", status: "False", reason: "NoFallbackFound", message: "No fallbacks are active" },
      { type: "Paused", status: "False", reason: "ScaledObjectUnpaused", message: "pause annotation removed" },
    ],
  };
}

function certificateStatus(certificate: KubernetesObject): JsonObject {
  const { generation } = certificate.metadata;
  return {
    conditions: [
      {
        type: "Ready",
        status: "True",
        reason: "Ready",
        message: "Certificate is up to date and has not expired",
        lastTransitionTime: SINCE_SECOND,
        observedGeneration: generation ?? 1,
      },
    ],
  };
}

function vaultSecretStatus(): JsonObject {
  return {
    conditions: [
      { type: "SecretCreated", status: "True", reason: "Created", message: "", lastTransitionTime: SINCE_SECOND },
    ],
  };
}
