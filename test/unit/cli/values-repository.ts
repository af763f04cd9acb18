import type { Files } from "../../servers/cli/workplace.ts";

/** Stands in a Secret, and nowhere else may it be seen. */
export const CANARY = "correct horse battery staple";

export const VALUES = [
  "mode: wild",
  'retenton: "2000"',
  "partitions: 6",
  `password: ${CANARY}`,
  "metrics:",
  "  port: 9405",
  "spare: unused",
  "",
].join("\n");

const TEMPLATE = `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  mode: {{ .Values.mode | quote }}
  retention: {{ .Values.retention | quote }}
{{- if .Values.metrics.enabled }}
  port: {{ .Values.metrics.port | quote }}
{{- end }}
---
apiVersion: v1
kind: Secret
metadata:
  name: credentials
stringData:
  password: {{ .Values.password | quote }}
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata:
  name: alerts
  labels: { strimzi.io/cluster: broker }
spec:
  partitions: {{ .Values.partitions }}
  replicas: 1
`;

const DEFAULTS = {
  mode: "calm",
  retention: "1000",
  partitions: 3,
  metrics: { enabled: false, port: 9404 },
  password: "",
};

/** One environment without a cluster. `broker` has a key misspelt and one that nothing reads, `quiet` is as it should be. */
export function valuesRepository(config: object = {}): Files {
  const values = "environments/{environment}/{application}.yaml";
  const applications = [
    { name: "broker", chart: "charts/broker", namespace: "kafka" },
    { name: "quiet", chart: "charts/quiet", namespace: "kafka" },
  ];
  return {
    "holdfast.yaml": {
      schemaVersion: 1,
      layout: { plain: { values, applications } },
      environments: [{ name: "dev" }],
      ...config,
    },
    "charts/broker/Chart.yaml": "apiVersion: v2\nname: broker\nversion: 0.1.0\n",
    "charts/broker/values.yaml": DEFAULTS,
    "charts/broker/templates/all.yaml": TEMPLATE,
    "charts/quiet/Chart.yaml": "apiVersion: v2\nname: quiet\nversion: 0.1.0\n",
    "environments/dev/broker.yaml": VALUES,
    "environments/dev/quiet.yaml": "{}\n",
  };
}

/** A Kafka that lets clients create topics. */
export const KAFKA = {
  apiVersion: "kafka.strimzi.io/v1",
  kind: "Kafka",
  metadata: { name: "broker" },
  spec: { kafka: { listeners: [{ name: "plain", port: 9092, type: "internal", tls: false }] } },
};

/** A CRD of KafkaTopic that knows no `replicas` and takes at most five partitions. */
export const DEFINITION = {
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name: "kafkatopics.kafka.strimzi.io" },
  spec: {
    group: "kafka.strimzi.io",
    names: { kind: "KafkaTopic", plural: "kafkatopics" },
    scope: "Namespaced",
    versions: [
      {
        name: "v1",
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: "object",
            properties: {
              spec: { type: "object", properties: { partitions: { type: "integer", maximum: 5 } } },
            },
          },
        },
      },
    ],
  },
};
