{{- define "alert-database.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: alert-distribution
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "alert-database.ingesterName" -}}
{{ .Release.Name }}-ingester
{{- end }}

{{- define "alert-database.serverName" -}}
{{ .Release.Name }}-server
{{- end }}

{{- define "alert-database.s3SecretName" -}}
{{ .Release.Name }}-s3
{{- end }}

{{- /* Labels that select Pods: root, component. */}}
{{- define "alert-database.selectorLabels" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- /* Flags that name the buckets, for ingester and server alike. */}}
{{- define "alert-database.storeFlags" -}}
{{- $store := .Values.objectStore }}
{{- $alerts := required "objectStore.alertBucket is needed" $store.alertBucket }}
{{- $schemas := required "objectStore.schemaBucket is needed" $store.schemaBucket }}
{{- if eq $store.kind "gcs" -}}
- "--gcp-project={{ required "objectStore.gcs.project is needed with objectStore.kind gcs" $store.gcs.project }}"
- "--gcp-bucket-alerts={{ $alerts }}"
- "--gcp-bucket-schemas={{ $schemas }}"
{{- else -}}
- "--endpoint-url={{ required "objectStore.s3.endpoint is needed with objectStore.kind s3" $store.s3.endpoint }}"
- "--bucket-alerts={{ $alerts }}"
- "--bucket-schemas={{ $schemas }}"
{{- end }}
{{- end }}

{{- define "alert-database.logFlag" -}}
{{- if ne .Values.logLevel "info" -}}
- "--{{ .Values.logLevel }}"
{{- end }}
{{- end }}

{{- /* Environment of both programs; empty with gcs, where the service account is the key. */}}
{{- define "alert-database.environment" -}}
{{- if eq .Values.objectStore.kind "s3" -}}
{{- range list "AWS_ACCESS_KEY_ID" "AWS_SECRET_ACCESS_KEY" }}
- name: {{ . }}
  valueFrom:
    secretKeyRef:
      name: {{ include "alert-database.s3SecretName" $ }}
      key: {{ . }}
{{- end }}
{{- end }}
{{- end }}

{{- define "alert-database.securityContext" -}}
runAsNonRoot: true
runAsUser: 1000
runAsGroup: 1000
{{- end }}

{{- define "alert-database.ingressRules" -}}
rules:
  - host: {{ required "ingress.host is needed with ingress.enabled" .Values.ingress.host | quote }}
    http:
      paths:
        - path: {{ .Values.ingress.path | quote }}
          pathType: Prefix
          backend:
            service:
              name: {{ include "alert-database.serverName" . }}
              port:
                name: http
{{- end }}
