import type { Rule } from "./rule.ts";

/** Rules about the schema registry, the simulator, the alert database and what surrounds them. */
export const SERVICE_RULES = {
  "registry-operator-cluster": coupling("high", "A registry operator for a Kafka that is not there"),
  "registry-not-served": coupling("high", "A schema registry that no operator serves"),
  "registry-api-version": coupling("high", "A schema registry that reads Kafka in a version that is not served"),
  "registry-user": coupling("high", "A schema registry without a user of its own"),
  "registry-listener": coupling("high", "A schema registry on a listener that it cannot use"),
  "registry-address": coupling("high", "An address of a schema registry that is not there"),
  "schema-topic-shape": coupling("high", "A schema topic that the registry refuses"),
  "schema-topic-copies": coupling("medium", "A schema topic with too few copies"),
  "schema-topic-undeclared": guess("low", "A schema topic that git does not declare"),
  "schema-id-convention": coupling("medium", "A schema id that is not major times 100 plus minor"),
  "open-registry-ingress": coupling("high", "A schema registry that anybody may write to"),
  "compatibility-blocks-sync": coupling("high", "A compatibility level that stops the sync of schemas"),
  "sync-subject": coupling("medium", "A subject that is no alert's"),
  "kafka-address": coupling("high", "An address of Kafka that nobody answers"),
  "kafka-client-user": coupling("high", "A program without a certificate for Kafka"),
  "missing-access": coupling("high", "A user whose ACLs lack what its program needs"),
  "undeclared-topic": coupling("high", "A topic that git does not declare"),
  "static-topic-declared": coupling("high", "A static topic that is also a KafkaTopic"),
  "undeclared-schema-id": coupling("medium", "A schema id that git does not declare"),
  "scaler-mismatch": coupling("high", "An autoscaler that watches something else"),
  "scaled-replicas": coupling("medium", "A replica count next to an autoscaler"),
  "store-mismatch": coupling("high", "A server that reads where nobody writes"),
  "shared-bucket": guess("low", "Alerts and schemas in one bucket"),
  "undeclared-service-account": coupling("high", "A service account that git does not declare"),
  "workload-identity-format": coupling("high", "A Google service account that is no address"),
  "refused-application": coupling("high", "An Application that Argo CD refuses"),
  "missing-secret-key": coupling("high", "A key that its Secret does not have"),
} as const satisfies Record<string, Rule>;

function coupling<S extends Rule["severity"]>(severity: S, title: string) {
  return { kind: "coupling", severity, title, byDefault: true } as const;
}

/** Off unless holdfast.yaml turns it on: what it finds may be meant. */
function guess<S extends Rule["severity"]>(severity: S, title: string) {
  return { kind: "coupling", severity, title, byDefault: false } as const;
}
