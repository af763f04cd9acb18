{{- define "strimzi-operator.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: alert-distribution
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "strimzi-operator.selectorLabels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
strimzi.io/kind: cluster-operator
{{- end }}

{{- define "strimzi-operator.tag" -}}
{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "strimzi-operator.operatorImage" -}}
{{ .Values.image.repository }}/operator:{{ include "strimzi-operator.tag" . }}
{{- end }}

{{- /* One line for each Kafka version: version=image. */}}
{{- define "strimzi-operator.kafkaImages" -}}
{{- range .Values.kafkaVersions }}
{{ . }}={{ $.Values.image.repository }}/kafka:{{ include "strimzi-operator.tag" $ }}-kafka-{{ . }}
{{- end }}
{{- end }}

{{- define "strimzi-operator.subjects" -}}
subjects:
  - kind: ServiceAccount
    name: {{ .Release.Name }}
    namespace: {{ .Release.Namespace }}
{{- end }}
