{{- define "schema-registry.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: alert-distribution
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "schema-registry.clusterLabels" -}}
{{ include "schema-registry.labels" . }}
strimzi.io/cluster: {{ .Values.cluster.name }}
{{- end }}

{{- /* The registry operator's own port; it cannot be set. */}}
{{- define "schema-registry.port" -}}
8081
{{- end }}
