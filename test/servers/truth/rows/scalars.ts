import { byEdit, byRequest, put } from "./change.ts";
import { changed, EDIT, update } from "./expect.ts";
import type { Row } from "./row.ts";

const POD = "/spec/template/spec";

/** A value that git declares and somebody changed, in every kind. */
export const SCALARS: readonly Row[] = [
  {
    what: "changes the image",
    of: "Deployment/alert-database-server",
    live: byEdit(put(`${POD}/containers/0/image`, "lsstdm/alert_database_server:hotfix")),
    expect: [changed(`${POD}/containers/[name=server]/image`, EDIT)],
  },
  {
    what: "changes the replicas of what nothing scales",
    of: ["Deployment/strimzi-operator", "idfprod:Deployment/alert-database-server"],
    live: byEdit(put("/spec/replicas", 5)),
    expect: [changed("/spec/replicas", EDIT)],
  },
  {
    what: "changes an environment variable",
    of: "Deployment/strimzi-registry-operator",
    live: byEdit(put(`${POD}/containers/0/env/1/value`, "elsewhere")),
    expect: [changed(`${POD}/containers/[name=operator]/env/[name=SSR_NAMESPACE]/value`, EDIT)],
  },
  {
    what: "changes a quantity",
    of: "Deployment/alert-stream-simulator",
    live: byEdit(put(`${POD}/containers/0/resources/limits/memory`, "2Gi")),
    expect: [changed(`${POD}/containers/[name=replay]/resources/limits/memory`, EDIT)],
  },
  {
    what: "changes a probe",
    of: "Deployment/strimzi-operator",
    live: byEdit(put(`${POD}/containers/0/livenessProbe/periodSeconds`, 60)),
    expect: [changed(`${POD}/containers/[name=operator]/livenessProbe/periodSeconds`, EDIT)],
  },
  {
    what: "turns a true into false",
    of: "idfprod:Deployment/alert-database-ingester",
    live: byEdit(put(`${POD}/securityContext/runAsNonRoot`, false)),
    expect: [changed(`${POD}/securityContext/runAsNonRoot`, EDIT)],
  },
  {
    what: "changes the issuer",
    of: "Certificate",
    live: byEdit(put("/spec/issuerRef/name", "self-signed")),
    expect: [changed("/spec/issuerRef/name", EDIT)],
  },
  {
    what: "changes the key's size by another program",
    of: "Certificate",
    live: byRequest("python-requests", { spec: { privateKey: { size: 4096 } } }),
    expect: [changed("/spec/privateKey/size", update("python-requests"))],
  },
  {
    what: "changes the most replicas",
    of: ["ScaledObject/alert-database-ingester"],
    live: byEdit(put("/spec/maxReplicaCount", 2)),
    expect: [changed("/spec/maxReplicaCount", EDIT)],
  },
  {
    what: "changes the most replicas",
    of: "HorizontalPodAutoscaler",
    live: byEdit(put("/spec/maxReplicas", 9)),
    expect: [changed("/spec/maxReplicas", EDIT)],
  },
  {
    what: "changes the service behind",
    of: "GafaelfawrIngress",
    live: byEdit(put("/config/service", "other")),
    expect: [changed("/config/service", EDIT)],
  },
  {
    what: "changes the class",
    of: "Ingress",
    live: byEdit(put("/spec/ingressClassName", "other")),
    expect: [changed("/spec/ingressClassName", EDIT)],
  },
  {
    what: "changes how many may be away",
    of: "PodDisruptionBudget",
    live: byEdit(put("/spec/maxUnavailable", "50%")),
    expect: [changed("/spec/maxUnavailable", EDIT)],
  },
  {
    what: "changes the target port",
    of: "Service",
    live: byEdit(put("/spec/ports/0/targetPort", 8080)),
    expect: [changed("/spec/ports/[port=3000,protocol=TCP]/targetPort", EDIT)],
  },
  {
    what: "changes a file",
    of: "ConfigMap/strimzi-operator-logging",
    live: byEdit(put("/data/log4j2.properties", "rootLogger.level = TRACE\n")),
    expect: [changed("/data/log4j2.properties", EDIT)],
  },
  {
    what: "changes where the secrets are",
    of: "VaultSecret",
    live: byEdit(put("/spec/path", "secret/elsewhere")),
    expect: [changed("/spec/path", EDIT)],
  },
  {
    what: "changes the compatibility",
    of: "StrimziSchemaRegistry",
    live: byEdit(put("/spec/compatibilityLevel", "backward")),
    expect: [changed("/spec/compatibilityLevel", EDIT)],
  },
  {
    what: "changes the retries",
    of: "Job",
    live: byEdit(put("/spec/backoffLimit", 1)),
    expect: [changed("/spec/backoffLimit", EDIT)],
  },
  {
    what: "changes an annotation",
    of: "idfprod:ServiceAccount/alert-database-server",
    live: byEdit(put("/metadata/annotations/iam.gke.io~1gcp-service-account", "root@example.org")),
    expect: [changed("/metadata/annotations/iam.gke.io~1gcp-service-account", EDIT)],
  },
];
