import { sortFindings, toFinding, unreadableFinding, unreadableOf, verdictOf } from "../../../src/findings/index.ts";
import { systemOf } from "../../../src/systems/index.ts";
import type {
  Attribution,
  CheckReport,
  Difference,
  EnvironmentReport,
  Finding,
  KubernetesResource,
  Provenance,
} from "../../../src/vocabulary/index.ts";

export const NOW = new Date("2026-11-24T06:30:00Z");
const REVISION = "1a69374c0ffee1a69374c0ffee1a69374c0ffee1";
const STRIMZI = "kafka.strimzi.io";
const BROKER = "alert-stream-broker";

export function resource(group: string, kind: string, name: string): KubernetesResource {
  return { type: "kubernetes", group, version: "v1", kind, namespace: BROKER, name };
}

function by(manager: string, time: string | null): Attribution {
  return { manager, operation: "Update", time };
}

type Row = Pick<Difference, "kind" | "resource"> &
  Partial<Difference> & { readonly application?: string; readonly provenance?: Provenance };

/** A finding of the environment idfint. */
export function finding({ application = BROKER, provenance, ...row }: Row): Finding {
  const difference: Difference = { layer: "cluster", path: [], attribution: null, reason: null, detail: null, ...row };
  const system = systemOf(difference.resource, null, application);
  return toFinding(difference, { environment: "idfint", application, system, provenance: provenance ?? null });
}

const KAFKA = resource(STRIMZI, "Kafka", "alert-broker");
const TOPIC = resource(STRIMZI, "KafkaTopic", "alerts-simulated");
const INGESTER = resource("apps", "Deployment", "alert-database-ingester");
const EDIT = by("kubectl-edit", "2026-11-21T05:14:00Z");
const container = { index: 0, key: { name: "ingester" } };

/** Findings of every kind that a check makes today. */
export const FINDINGS: readonly Finding[] = [
  finding({
    kind: "added",
    resource: KAFKA,
    path: ["spec", "kafka", "config", "auto.create.topics.enable"],
    live: true,
    attribution: EDIT,
  }),
  finding({
    kind: "changed",
    resource: KAFKA,
    path: ["spec", "kafka", "config", "log.retention.hours"],
    desired: 168,
    live: "24",
    attribution: EDIT,
    provenance: {
      file: "environments/idfint/alert-stream-broker.yaml",
      line: 31,
      column: 5,
      key: "kafka.logRetentionHours",
      transformation: "same",
      commit: REVISION,
      author: "Ada",
      time: "2026-11-02T09:30:00Z",
    },
  }),
  finding({
    kind: "changed",
    resource: KAFKA,
    path: ["spec", "kafka", "listeners"],
    desired: [
      { name: "tls", port: 9093, type: "internal", tls: true },
      { name: "external", port: 9094, type: "loadbalancer", tls: true, authentication: { type: "scram-sha-512" } },
    ],
    live: [
      { name: "tls", port: 9093, type: "internal", tls: true },
      { name: "external", port: 9094, type: "loadbalancer", tls: false, authentication: { type: "scram-sha-512" } },
    ],
    attribution: by("kubectl-patch", "2026-11-24T06:12:00Z"),
    detail: "the list has one owner, so the writer of its item is not known",
  }),
  finding({ kind: "missing", resource: TOPIC }),
  finding({
    kind: "missing",
    resource: resource(STRIMZI, "KafkaUser", "idfint-alert-consumer-with-a-name-that-is-long-enough-to-wrap"),
    reason: "unserved",
    detail: "it serves v1beta2",
  }),
  finding({ kind: "extra", resource: resource("", "PersistentVolumeClaim", "data-alert-broker-kafka-3") }),
  finding({ kind: "extra", resource: resource("", "ConfigMap", "alert-broker-metrics-old") }),
  finding({
    kind: "changed",
    resource: resource("", "Secret", "alert-database-ingester"),
    application: "alert-database",
    path: ["data", "alert-database-ingester-password"],
    desired: "Zmlyc3Q=",
    live: "c2Vjb25k",
    attribution: by("kubectl-client-side-apply", null),
  }),
  finding({
    kind: "changed",
    resource: INGESTER,
    application: "alert-database",
    path: ["spec", "template", "spec", "containers", container, "image"],
    desired: "ghcr.io/example-observatory/alert-database-ingester-with-a-long-repository-name:2.3.1",
    live: "ghcr.io/example-observatory/alert-database-ingester-with-a-long-repository-name:tickets-DM-4711",
    attribution: by("kubectl-set", "2025-10-02T10:00:00Z"),
  }),
  finding({
    kind: "removed",
    resource: INGESTER,
    application: "alert-database",
    path: ["spec", "template", "spec", "containers", container, "resources", "limits", "memory"],
    desired: "1Gi",
    reason: "deleted-live",
  }),
  finding({
    kind: "removed",
    resource: INGESTER,
    application: "alert-database",
    path: ["metadata", "annotations", "prometheus.io/scrape"],
    live: "true",
    reason: "dropped-from-git",
    attribution: by("argocd-controller", "2026-11-24T06:29:40Z"),
  }),
  finding({ kind: "pruned", resource: KAFKA, path: ["spec", "kafka", "replicaas"], desired: 3 }),
  finding({ kind: "pending", resource: TOPIC, path: ["spec", "partitions"], desired: 16, live: 8 }),
  finding({
    kind: "lost-intent",
    layer: "render",
    resource: KAFKA,
    path: ["spec", "kafka", "config", "num.partitions"],
    reason: "duplicate-key",
  }),
  finding({
    kind: "changed",
    layer: "operator",
    resource: resource(STRIMZI, "KafkaNodePool", "kafka"),
    path: ["status", "observedGeneration"],
    desired: 7,
    live: 6,
  }),
  unreadableFinding(
    {
      reason: "no-permission",
      what: "KafkaTopic.kafka.strimzi.io in alert-stream-broker",
      why: 'the API server answered 403: user "ci" cannot list kafkatopics',
    },
    { environment: "idfint", application: BROKER, system: "topics", resource: { ...TOPIC, name: "" } },
  ),
  unreadableFinding(
    {
      reason: "render-failed",
      what: "schema-registry",
      why: "template ingress.yaml:14 asks for .Values.host, which is not set",
    },
    {
      environment: "idfint",
      application: "schema-registry",
      system: "schema-registry",
      resource: { type: "values", application: "schema-registry", file: null },
    },
  ),
];

export function environment(name: string, part: Partial<EnvironmentReport> = {}): EnvironmentReport {
  const findings = sortFindings(part.findings ?? []);
  return {
    name,
    verdict: verdictOf(findings, { strict: false }),
    engine: "local",
    applications: [
      {
        name: BROKER,
        namespace: BROKER,
        revision: REVISION,
        helm: "4.2.3",
        verdict: verdictOf(findings, { strict: false }),
        resources: 43,
      },
    ],
    ignored: [],
    unreadable: findings.filter(({ kind }) => kind === "unreadable").map(unreadableOf),
    notLookedAt: [],
    notes: [],
    stats: { objects: 1043, requests: 14, renders: 6, seconds: 0.613 },
    ...part,
    findings,
  };
}

export function reportOf(environments: readonly EnvironmentReport[], recordedAt: string | null = null): CheckReport {
  const verdicts = environments.map(({ verdict }) => verdict);
  const verdict = verdicts.includes("unknown") ? "unknown" : verdicts.includes("drifted") ? "drifted" : "in-sync";
  return { schemaVersion: 1, verdict, revision: REVISION, recordedAt, environments };
}

/** An environment with all of them, and something ignored, and something nobody looked at. */
export const FULL: CheckReport = reportOf([
  environment("idfint", {
    findings: FINDINGS,
    ignored: [
      {
        finding: finding({ kind: "changed", resource: TOPIC, path: ["spec", "config"], desired: {}, live: { a: 1 } }),
        by: "rule",
        why: "tuned by hand until the next release (holdfast.yaml:12)",
        expires: "2026-12-31",
      },
    ],
    notLookedAt: [{ what: "Secret in vault", why: "no permission by design", expires: null }],
    notes: ["alert-database: ignoreDifferences .spec | keys is not understood and hides nothing"],
  }),
]);
