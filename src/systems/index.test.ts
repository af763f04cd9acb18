import { describe, expect, it } from "vitest";
import type { KubernetesResource } from "../vocabulary/index.ts";
import { SYSTEMS, systemOf } from "./index.ts";

const STRIMZI = "kafka.strimzi.io";

interface Row {
  readonly kind: string;
  readonly name: string;
  readonly group?: string;
  readonly application?: string;
  readonly labels?: Record<string, string>;
  readonly system: string;
}

const ROWS: readonly Row[] = [
  {
    group: "apps",
    kind: "Deployment",
    name: "strimzi-cluster-operator",
    application: "strimzi",
    system: "strimzi-operator",
  },
  {
    group: "apiextensions.k8s.io",
    kind: "CustomResourceDefinition",
    name: "kafkas.kafka.strimzi.io",
    system: "strimzi-operator",
  },
  { group: STRIMZI, kind: "Kafka", name: "alert-broker", application: "alert-stream-broker", system: "kafka-cluster" },
  { group: STRIMZI, kind: "KafkaNodePool", name: "schema-registry-pool", system: "kafka-cluster" },
  {
    group: "cert-manager.io",
    kind: "Certificate",
    name: "external-tls",
    application: "alert-stream-broker",
    system: "kafka-cluster",
  },
  { group: STRIMZI, kind: "KafkaTopic", name: "alerts", application: "alert-stream-broker", system: "topics" },
  { group: STRIMZI, kind: "KafkaTopic", name: "alerts", application: "sasquatch", system: "topics" },
  {
    group: STRIMZI,
    kind: "KafkaTopic",
    name: "registry-schemas",
    application: "alert-stream-broker",
    system: "schema-registry",
  },
  {
    group: STRIMZI,
    kind: "KafkaTopic",
    name: "registry-schemas",
    labels: { "app.kubernetes.io/name": "alert-stream-broker" },
    system: "schema-registry",
  },
  {
    group: STRIMZI,
    kind: "KafkaTopic",
    name: "t",
    labels: { "app.kubernetes.io/name": "schema-registry" },
    system: "schema-registry",
  },
  {
    group: STRIMZI,
    kind: "KafkaTopic",
    name: "alerts-simulated",
    application: "alert-stream-simulator",
    system: "simulator",
  },
  { group: STRIMZI, kind: "KafkaUser", name: "a-team", application: "alert-stream-broker", system: "users" },
  { group: STRIMZI, kind: "KafkaUser", name: "alert-database-ingester", system: "alert-database" },
  { group: "apps", kind: "Deployment", name: "strimzi-registry-operator", system: "registry-operator" },
  { group: "roundtable.lsst.codes", kind: "StrimziSchemaRegistry", name: "alerts", system: "schema-registry" },
  {
    group: "apps",
    kind: "Deployment",
    name: "x",
    labels: { "helm.sh/chart": "alert-database-1.2.0" },
    system: "alert-database",
  },
  {
    group: "argoproj.io",
    kind: "Application",
    name: "alert-database",
    application: "science-platform",
    system: "argo-cd",
  },
  { kind: "Secret", name: "alert-database", application: "alert-database", system: "secrets" },
  { group: "ricoberger.de", kind: "VaultSecret", name: "alert-stream-broker", system: "secrets" },
  { group: "apps", kind: "Deployment", name: "nublado", application: "nublado", system: "workload" },
];

function resourceIn(row: Row): KubernetesResource {
  return { type: "kubernetes", group: row.group ?? "", version: "v1", kind: row.kind, namespace: "n", name: row.name };
}

describe("systems", () => {
  it.each(ROWS)("$kind $name of $application is part of $system", (row) => {
    const object = { metadata: { labels: row.labels ?? {} } };
    expect(systemOf(resourceIn(row), object, row.application ?? null)).toBe(row.system);
  });

  it.each(ROWS)("at most one system owns $kind $name", (row) => {
    const part = { resource: resourceIn(row), labels: row.labels ?? {}, application: row.application ?? null };
    expect(SYSTEMS.filter((system) => system.owns(part)).length).toBeLessThanOrEqual(1);
  });

  it("places an application that could not be rendered", () => {
    const resource = { type: "values", application: "alert-database", file: null } as const;
    expect(systemOf(resource, null, "alert-database")).toBe("alert-database");
  });
});
