{{- define "alert-stream-broker.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: alert-distribution
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "alert-stream-broker.clusterLabels" -}}
{{ include "alert-stream-broker.labels" . }}
strimzi.io/cluster: {{ .Values.cluster.name }}
{{- end }}

{{- /* A KafkaUser's own Secret has the user's name; the suffix keeps this one apart. */}}
{{- define "alert-stream-broker.secretName" -}}
{{ .Release.Name }}-secrets
{{- end }}

{{- /* The Secret of the external certificate, empty where Strimzi's own certificate serves. */}}
{{- define "alert-stream-broker.certificateName" -}}
{{- $external := .Values.listeners.external }}
{{- if and $external.enabled $external.tls $external.bootstrap.host }}
{{- printf "%s-external-tls" .Values.cluster.name }}
{{- end }}
{{- end }}

{{- /* Annotations of a load balancer: root, address. */}}
{{- define "alert-stream-broker.loadBalancerAnnotations" -}}
{{- $annotations := deepCopy (.root.Values.listeners.external.annotations | default dict) }}
{{- with .address }}
{{- $_ := set $annotations "metallb.io/loadBalancerIPs" . }}
{{- end }}
{{- with $annotations }}
{{- toYaml . }}
{{- end }}
{{- end }}

{{- /*
Kafka configuration as YAML, without exponents and without nulls.
Helm 4 reads a number as a float, Helm 3 reads one of the chart's own values.yaml as json.Number, which is a kind of string.
*/}}
{{- define "alert-stream-broker.config" -}}
{{- $lines := list }}
{{- range $key, $value := . }}
{{- if typeIs "json.Number" $value }}
{{- $value = float64 (toString $value) }}
{{- end }}
{{- if kindIs "string" $value }}
{{- $lines = append $lines (printf "%s: %s" $key (quote $value)) }}
{{- else if and (kindIs "float64" $value) (eq $value (floor $value)) }}
{{- $lines = append $lines (printf "%s: %d" $key (int64 $value)) }}
{{- else if not (kindIs "invalid" $value) }}
{{- $lines = append $lines (printf "%s: %v" $key $value) }}
{{- end }}
{{- end }}
{{- join "\n" $lines }}
{{- end }}

{{- /* Names of the users that log in with a password, superusers first. */}}
{{- define "alert-stream-broker.passwordUsers" -}}
{{- $names := list }}
{{- range .Values.superusers }}
{{- if eq .authentication "scram-sha-512" }}
{{- $names = append $names .name }}
{{- end }}
{{- end }}
{{- range .Values.users }}
{{- $names = append $names .name }}
{{- end }}
{{- toJson $names }}
{{- end }}

{{- /* Authentication of a KafkaUser by password: root, name. */}}
{{- define "alert-stream-broker.passwordAuthentication" -}}
type: scram-sha-512
password:
  valueFrom:
    secretKeyRef:
      name: {{ include "alert-stream-broker.secretName" .root }}
      key: {{ .name }}-password
{{- end }}
