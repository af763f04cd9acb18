{{- define "alert-stream-simulator.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: alert-distribution
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "alert-stream-simulator.clusterLabels" -}}
{{ include "alert-stream-simulator.labels" . }}
strimzi.io/cluster: {{ .Values.cluster.name }}
{{- end }}

{{- /* Labels that select Pods: root, component. */}}
{{- define "alert-stream-simulator.selectorLabels" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "alert-stream-simulator.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- /* Flags by which the simulator reaches Kafka. */}}
{{- define "alert-stream-simulator.kafkaFlags" -}}
- "--broker={{ .Values.cluster.name }}-kafka-bootstrap:{{ .Values.cluster.port }}"
- "--tls-client-key-location=/etc/kafka-client-secret/user.key"
- "--tls-client-crt-location=/etc/kafka-client-secret/user.crt"
- "--tls-server-ca-crt-location=/etc/kafka-server-ca-cert/ca.crt"
{{- end }}

{{- define "alert-stream-simulator.volumeMounts" -}}
- name: kafka-client-secret
  mountPath: /etc/kafka-client-secret
  readOnly: true
- name: kafka-server-ca-cert
  mountPath: /etc/kafka-server-ca-cert
  readOnly: true
{{- end }}

{{- define "alert-stream-simulator.volumes" -}}
- name: kafka-client-secret
  secret:
    secretName: {{ .Values.user }}
- name: kafka-server-ca-cert
  secret:
    secretName: {{ .Values.cluster.name }}-cluster-ca-cert
{{- end }}
