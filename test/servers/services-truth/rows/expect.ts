import type { FindingKind, Layer, Resource } from "../../../../src/vocabulary/index.ts";
import type { Expected } from "../row.ts";

const CLUSTER = "alert-broker";

export const TOPIC_OPERATOR = "topic-operator";
export const USER_OPERATOR = "user-operator";

type More = Partial<Pick<Expected, "reason" | "undoneBy" | "consequences">>;

/** One expected finding; what is left out is null or empty. */
export function expected(at: readonly [FindingKind, Layer, Resource, string?], more: More = {}): Expected {
  const [kind, layer, resource, path = ""] = at;
  return { kind, layer, resource, path, reason: null, undoneBy: null, consequences: [], ...more };
}

export function topic(name: string): Resource {
  return { type: "topic", cluster: CLUSTER, name };
}

export function broker(id: number | null): Resource {
  return { type: "broker", cluster: CLUSTER, id };
}

export function user(name: string): Resource {
  return { type: "user", cluster: CLUSTER, name };
}

/** As Kafka prints it: `user=alerce`. */
export function quota(entity: string): Resource {
  return { type: "quota", cluster: CLUSTER, entity };
}

export function group(name: string): Resource {
  return { type: "group", cluster: CLUSTER, name };
}

export function subject(name: string | null): Resource {
  return { type: "subject", registry: "schema-registry", name };
}

export function schema(id: number): Resource {
  return { type: "schema", registry: "schema-registry", id };
}

export function bucket(name: string): Resource {
  return { type: "bucket", name };
}

export function identity(name: string): Resource {
  return { type: "identity", name };
}

const GROUPS: Readonly<Record<string, string>> = {
  KafkaTopic: "kafka.strimzi.io",
  KafkaUser: "kafka.strimzi.io",
  Kafka: "kafka.strimzi.io",
  KafkaNodePool: "kafka.strimzi.io",
  StrimziSchemaRegistry: "roundtable.lsst.codes",
  Deployment: "apps",
  ScaledObject: "keda.sh",
  Secret: "",
  VaultSecret: "ricoberger.de",
};

export function kube(kind: string, name: string, namespace = "kafka"): Resource {
  return { type: "kubernetes", group: GROUPS[kind] ?? "", version: "v1", kind, namespace, name };
}
