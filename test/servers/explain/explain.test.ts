import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Explanation } from "../../../src/vocabulary/index.ts";
import type { Files } from "../cli/workplace.ts";
import { Workplace } from "../cli/workplace.ts";
import { type KafkaCluster, startKafka } from "../kafka/index.ts";
import { applyServerSide, clientOf, createNamespace } from "../kube/index.ts";
import { sharedPlane } from "../shared-plane.ts";

const KEY = "log.segment.bytes";
const PATH = `spec.kafka.config["${KEY}"]`;

const VALUES = `# What the brokers run with.
kafka:
  config:
    auto.create.topics.enable: false
    ${KEY}: 104857600
topics:
  - name: alerts
    config: { retention.ms: 86400000 }
`;

const TEMPLATE = `apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata:
  name: alert
spec:
  kafka:
    listeners: [{ name: plain, port: 9092, type: internal, tls: false }]
    config:
      {{- toYaml .Values.kafka.config | nindent 6 }}
{{- range .Values.topics }}
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata:
  name: {{ .name }}
  labels: { strimzi.io/cluster: alert }
spec:
  partitions: 1
  replicas: 1
  config:
    {{- toYaml .config | nindent 4 }}
{{- end }}
`;

describe("test/servers/explain: one field on all five layers", () => {
  const plane = sharedPlane();
  let kafka: KafkaCluster;
  let namespace: string;
  let place: Workplace;
  let commit: string;

  beforeAll(async () => {
    [kafka, namespace] = await Promise.all([startKafka({ nodes: 1 }), createNamespace(plane)]);
    place = await Workplace.open(filesOf(kafka, namespace));
    commit = (await explain("Kafka/alert", PATH)).revision ?? "";
    const rendered = await place.holdfast(["render", "dev"]);
    await applyServerSide(plane, { yaml: rendered.stdout, namespace, fieldManager: "argocd-controller" });
    using client = clientOf(plane);
    await client.mustRequest(
      "PATCH",
      `/apis/kafka.strimzi.io/v1/namespaces/${namespace}/kafkas/alert`,
      { spec: { kafka: { config: { [KEY]: 52_428_800 } } } },
      { contentType: "application/merge-patch+json", fieldManager: "kubectl-edit" },
    );
    await kafka.fixtures.setBrokerConfig(null, { [KEY]: "20971520" });
    await kafka.fixtures.createTopics({ name: "alerts", partitions: 1, config: { "retention.ms": "3600000" } });
  });
  afterAll(async () => {
    await kafka.stop();
    await place[Symbol.asyncDispose]();
  });

  async function explain(...args: readonly string[]): Promise<Explanation> {
    const ran = await place.holdfast(["explain", "dev", ...args, "--output", "json"]);
    if (ran.code !== 0) throw new Error(ran.stderr);
    return JSON.parse(ran.stdout) as Explanation;
  }

  it("follows a key of the brokers' config", async () => {
    const explained = await explain("Kafka/alert", PATH);
    expect(explained.values).toMatchObject([
      {
        file: "environments/dev/broker.yaml",
        line: 5,
        column: 24,
        key: `kafka.config["${KEY}"]`,
        transformation: "same",
        value: 104_857_600,
        commit,
        author: "tester",
      },
    ]);
    expect(Date.parse(explained.values[0]?.time ?? "")).toBeGreaterThan(Date.parse("2026-01-01"));
    expect(explained.rendered).toMatchObject({ value: 104_857_600, template: "broker/templates/all.yaml" });
    expect(explained.live).toMatchObject({
      value: 52_428_800,
      attribution: { manager: "kubectl-edit", operation: "Update", time: expect.stringMatching(/^\d{4}-/) },
    });
    expect(explained.operator).toMatchObject({ name: "Cluster Operator" });
    expect(explained.service).toMatchObject({
      resource: { type: "broker", cluster: "alert" },
      value: "20971520",
      source: "DYNAMIC_DEFAULT_BROKER_CONFIG",
      unread: null,
    });
  });

  it("follows a key of a topic's config, in any form of its path", async () => {
    for (const path of ["/spec/config/retention.ms", "spec.config.retention.ms"]) {
      const explained = await explain("kafkatopic/alerts", path);
      expect(explained.values).toMatchObject([{ line: 8, key: 'topics[0].config["retention.ms"]' }]);
      expect(explained.live).toMatchObject({ value: 86_400_000, attribution: { manager: "argocd-controller" } });
      expect(explained.service).toMatchObject({ value: "3600000", source: "DYNAMIC_TOPIC_CONFIG" });
    }
  });

  it("fits on one screen and marks where layers differ", async () => {
    const { stdout } = await place.holdfast(["explain", "dev", "Kafka/alert", PATH]);
    expect(stdout.split("\n").length).toBeLessThan(24);
    expect(stdout).toMatch(/^live +52428800 {2}differs$/m);
    expect(stdout).toMatch(/^service +"20971520" {2}differs$/m);
    expect(stdout).toContain("environments/dev/broker.yaml:5");
  });
});

function filesOf(kafka: KafkaCluster, namespace: string): Files {
  const bootstrap = kafka.brokers("plaintext").map(({ host, port }) => `${host}:${port}`);
  return {
    "holdfast.yaml": {
      schemaVersion: 1,
      layout: {
        plain: {
          values: "environments/{environment}/{application}.yaml",
          applications: [{ name: "broker", chart: "charts/broker", namespace }],
        },
      },
      environments: [
        {
          name: "dev",
          cluster: { context: "admin", kubeconfig: sharedPlane().kubeconfig },
          services: { kafka: [{ cluster: "alert", namespace, bootstrap }] },
        },
      ],
    },
    "charts/broker/Chart.yaml": "apiVersion: v2\nname: broker\nversion: 0.1.0\n",
    "charts/broker/templates/all.yaml": TEMPLATE,
    "environments/dev/broker.yaml": VALUES,
  };
}
