import type { Edits } from "./place.ts";

const ENVIRONMENTS = ["dev", "int", "prod"];

const SHARED = `{{- define "shared.labels" -}}
part-of: alerts
{{- end }}
`;

/** The template of `web`. */
export const WEB = `apiVersion: v1
kind: ConfigMap
metadata:
  name: web
  labels:
    {{- include "shared.labels" . | nindent 4 }}
data:
  colour: {{ .Values.colour | quote }}
  size: {{ .Values.size | quote }}
`;

const TOPICS = `{{- range .Values.topics }}
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata:
  name: {{ .name }}
  labels: { strimzi.io/cluster: broker }
spec:
  partitions: {{ .partitions }}
  replicas: 1
{{- end }}
---
apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata:
  name: broker
spec:
  kafka:
    authorization: { type: simple }
    listeners: []
`;

const READER = `apiVersion: kafka.strimzi.io/v1
kind: KafkaUser
metadata:
  name: reader
  labels: { strimzi.io/cluster: broker }
spec:
  authentication: { type: tls }
  authorization:
    type: simple
    acls:
      - resource: { type: topic, name: {{ .Values.topic }} }
        operations: [Read, Describe]
`;

/** Charts: `web` with its shared library, `broker` that declares topics, `reader` that reads one, `quiet` that nothing is coupled with. */
export const CHARTS: Edits = {
  "charts/shared/Chart.yaml": "apiVersion: v2\nname: shared\nversion: 0.1.0\ntype: library\n",
  "charts/shared/templates/_labels.tpl": SHARED,
  "charts/web/Chart.yaml":
    "apiVersion: v2\nname: web\nversion: 0.1.0\ndependencies:\n  - { name: shared, version: 0.1.0, repository: file://../shared }\n",
  "charts/web/values.yaml": "colour: red\nsize: 1\n",
  "charts/web/templates/web.yaml": WEB,
  "charts/broker/Chart.yaml": "apiVersion: v2\nname: broker\nversion: 0.1.0\n",
  "charts/broker/values.yaml": "topics: []\n",
  "charts/broker/templates/topics.yaml": TOPICS,
  "charts/reader/Chart.yaml": "apiVersion: v2\nname: reader\nversion: 0.1.0\n",
  "charts/reader/values.yaml": "topic: alerts\n",
  "charts/reader/templates/user.yaml": READER,
  "charts/quiet/Chart.yaml": "apiVersion: v2\nname: quiet\nversion: 0.1.0\n",
  "charts/quiet/values.yaml": "port: 1\n",
  "charts/quiet/templates/quiet.yaml":
    "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: quiet }\ndata: { port: {{ .Values.port | quote }} }\n",
};

export const TOPICS_OF_DEV = "topics:\n  - name: alerts\n    partitions: 6\n  - name: errors\n    partitions: 1\n";

const NAMES = ["broker", "quiet", "reader", "web"];
const NAMESPACES: Readonly<Record<string, string>> = { broker: "kafka", quiet: "quiet", reader: "kafka", web: "web" };

/** The plain layout: three environments, each with all four applications. `int` and `prod` say their own colour. */
export function plainTree(applications: readonly string[] = NAMES): Edits {
  const own = ENVIRONMENTS.flatMap((environment) => [
    [`environments/${environment}/broker.yaml`, TOPICS_OF_DEV],
    [`environments/${environment}/web.yaml`, environment === "dev" ? "size: 2\n" : "colour: blue\n"],
    [`environments/${environment}/quiet.yaml`, "{}\n"],
    [`environments/${environment}/reader.yaml`, "{}\n"],
  ]);
  return { "holdfast.yaml": plainConfig(applications), ...CHARTS, ...Object.fromEntries(own) };
}

export function plainConfig(applications: readonly string[] = NAMES, more: object = {}): object {
  return {
    schemaVersion: 1,
    layout: {
      plain: {
        values: "environments/{environment}/{application}.yaml",
        applications: applications.map((name) => ({ name, chart: `charts/${name}`, namespace: NAMESPACES[name] })),
      },
    },
    environments: ENVIRONMENTS.map((name) => ({ name })),
    ...more,
  };
}

const APPLICATION = `{{- range $name, $namespace := .Values.applications }}
{{- if $namespace }}
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: {{ $name }}
spec:
  destination: { namespace: {{ $namespace }}, server: https://kubernetes.default.svc }
  project: default
  source:
    repoURL: https://example.test/alerts.git
    path: charts/{{ $name }}
    targetRevision: main
    helm:
      valueFiles: [values.yaml, {{ $.Values.prefix }}{{ $.Values.name }}.yaml]
      ignoreMissingValueFiles: true
{{- end }}
{{- end }}
`;

/** A chart of Applications: each environment runs `web` and `quiet`, whose values lie beside their charts. */
export function appOfAppsTree(environments: readonly string[] = ["dev", "prod"]): Edits {
  const own = environments.map((name) => [`apps/values-${name}.yaml`, `name: ${name}\n`]);
  return {
    ...CHARTS,
    "holdfast.yaml": appOfAppsConfig(environments),
    "apps/Chart.yaml": "apiVersion: v2\nname: apps\nversion: 0.1.0\n",
    "apps/values.yaml": "prefix: values-\napplications:\n  web: web\n  quiet: quiet\n",
    "apps/templates/applications.yaml": APPLICATION,
    "charts/web/values-dev.yaml": "size: 2\n",
    "charts/web/values-prod.yaml": "size: 3\n",
    ...Object.fromEntries(own),
  };
}

export function appOfAppsConfig(environments: readonly string[]): object {
  return {
    schemaVersion: 1,
    layout: { appOfApps: { chart: "apps", values: "values-{environment}.yaml" } },
    environments: environments.map((name) => ({ name })),
  };
}
