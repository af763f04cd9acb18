import type {
  ChangedField,
  Effect,
  KubernetesResource,
  ReviewedEnvironment,
  ReviewedLine,
  ReviewedResource,
  ReviewReport,
} from "../../../src/vocabulary/index.ts";
import { finding, resource } from "./report-fixture.ts";

const BROKER = "alert-stream-broker";
const STRIMZI = "kafka.strimzi.io";

export function changed(
  of: KubernetesResource,
  fields: readonly ChangedField[],
  part: Partial<ReviewedResource> = {},
): ReviewedResource {
  const system = "kafka-cluster";
  return { application: BROKER, system, resource: of, change: "changed", formerly: null, fields, effects: [], ...part };
}

export function field(keyedPath: string, before?: ChangedField["before"], after?: ChangedField["after"]): ChangedField {
  const sides = { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
  return { path: keyedPath, keyedPath, ...sides };
}

export function effect(name: Effect["name"], severity: Effect["severity"], message: string): Effect {
  return { name, severity, message };
}

export function reviewed(name: string, part: Partial<ReviewedEnvironment> = {}): ReviewedEnvironment {
  return {
    name,
    applications: [],
    resources: [],
    findings: [],
    mended: [],
    ignored: [],
    unreadable: [],
    rendered: true,
    live: null,
    notes: [],
    ...part,
  };
}

export function line(part: Partial<ReviewedLine> = {}): ReviewedLine {
  return {
    file: "environments/idfint/alert-stream-broker.yaml",
    side: "head",
    line: 31,
    inDiff: true,
    key: "topics[0].partitions",
    before: 45,
    after: 30,
    reach: { fields: 1, resources: 1, environments: ["idfint"] },
    consequences: [],
    suggestion: null,
    ...part,
  };
}

export function review(environments: readonly ReviewedEnvironment[], part: Partial<ReviewReport> = {}): ReviewReport {
  return {
    schemaVersion: 1,
    base: "1a69374c0ffee1a69374c0ffee1a69374c0ffee1",
    head: "2b7a485d1aaff2b7a485d1aaff2b7a485d1aaff2",
    environments,
    unchanged: [],
    lines: [],
    notes: [],
    stats: { applications: 3, neighbours: 1, renders: 12, probes: 4, seconds: 4.12 },
    ...part,
  };
}

const TOPIC = resource(STRIMZI, "KafkaTopic", "lsst-alerts-v10.0");
const KAFKA = resource(STRIMZI, "Kafka", "alert-broker");
const SERVER = resource("apps", "Deployment", "alert-database-server");
const INGESTER = resource("apps", "Deployment", "alert-database-ingester");
const LABEL = field("/metadata/labels/helm.sh~1chart", "alert-database-2.2.0", "alert-database-2.3.0");
const PARTITIONS = finding({
  kind: "risk",
  layer: "intent",
  resource: TOPIC,
  path: ["spec", "partitions"],
  reason: "partitions-lowered",
  statement: "KafkaTopic lsst-alerts-v10.0 goes from 45 to 30 partitions, which Kafka does not do",
  provenance: {
    file: "environments/idfint/alert-stream-broker.yaml",
    line: 31,
    column: 17,
    key: "topics[0].partitions",
    transformation: "same",
    commit: null,
    author: null,
    time: null,
  },
});

/** Objects of the alert database, whose chart changed: one real change, and its label in everything. */
function database(image: string): readonly ReviewedResource[] {
  const part = { application: "alert-database", system: "alert-database" };
  const labelled = ["alert-database", "alert-database-server", "alert-database-ingester"].map((name) =>
    changed(resource("", "ServiceAccount", name), [LABEL], part),
  );
  const containers = "/spec/template/spec/containers/[name=server]/image";
  return [
    changed(SERVER, [field(containers, "ghcr.io/example/alert-database:2.2.0", image), LABEL], {
      ...part,
      effects: [effect("pods-restart", "low", "The Pods of Deployment alert-database-server restart one by one.")],
    }),
    changed(INGESTER, [LABEL], part),
    ...labelled,
  ];
}

/** A change that does the same in two environments, and more in one of them. */
export const REVIEW: ReviewReport = review(
  [
    reviewed("idfint", {
      applications: [
        { name: BROKER, namespace: BROKER, change: "changed" },
        { name: "alert-database", namespace: "alert-database", change: "changed" },
      ],
      resources: [
        changed(TOPIC, [field("/spec/partitions", 45, 30)], { system: "topics" }),
        changed(KAFKA, [field("/spec/kafka/config/log.retention.hours", 168, 24)], {
          effects: [effect("brokers-roll", "medium", "The brokers of Kafka alert-broker restart one after the other.")],
        }),
        changed(resource("", "ConfigMap", "alert-broker-metrics"), [
          field("/data/rules.yml", "rules:\n- a\n- b\n- c\n- d\n- e\n- f\n", "rules:\n- a\n- b\n- c\n- d\n- E\n- f\n"),
        ]),
        changed(
          resource("", "ConfigMap", "old-name"),
          [{ path: "", keyedPath: "", before: { kind: "ConfigMap", data: { a: "1" } } }],
          {
            change: "removed",
          },
        ),
        ...database("ghcr.io/example/alert-database:2.3.0"),
      ],
      findings: [PARTITIONS],
      mended: [
        finding({
          kind: "lost-intent",
          layer: "intent",
          resource: { type: "values", application: BROKER, file: "environments/idfint/alert-stream-broker.yaml" },
          path: ["kafka", "replcas"],
          reason: "misspelt-key",
          statement: "No template reads kafka.replcas; kafka.replicas is read",
        }),
      ],
      live: {
        collisions: [
          {
            reason: "live-drift",
            application: BROKER,
            resource: KAFKA,
            keyedPath: "/spec/kafka/config/log.retention.hours",
            after: 24,
            live: "12",
            manager: "kubectl-edit",
            time: "2026-11-21T05:14:00Z",
            message:
              "kubectl-edit changed /spec/kafka/config/log.retention.hours of Kafka alert-broker in the cluster.",
          },
        ],
        pending: [finding({ kind: "pending", resource: TOPIC, path: ["spec", "partitions"], desired: 45, live: 40 })],
      },
    }),
    reviewed("idfprod", {
      applications: [{ name: "alert-database", namespace: "alert-database", change: "changed" }],
      resources: database("ghcr.io/example/alert-database:2.3.0"),
      unreadable: [
        {
          id: "0a1b2c3d4e5f",
          what: "schema-registry",
          why: "template ingress.yaml:14 asks for .Values.host, which is not set",
        },
      ],
    }),
  ],
  {
    unchanged: ["idfdev"],
    notes: ["charts/alert-database is read by 2 environments"],
    lines: [
      line({
        consequences: [
          { name: "partitions-lowered", severity: "high", message: PARTITIONS.message, environments: ["idfint"] },
        ],
        suggestion: "    partitions: 45",
      }),
      line({
        line: 4,
        key: 'kafka.config["log.retention.hours"]',
        before: 168,
        after: 24,
        reach: { fields: 1, resources: 1, environments: ["idfint"] },
        consequences: [
          {
            name: "brokers-roll",
            severity: "medium",
            message: "The brokers of Kafka alert-broker restart one after the other.",
            environments: ["idfint"],
          },
        ],
      }),
      line({
        file: "charts/alert-database/values.yaml",
        line: 12,
        key: "image.tag",
        before: "2.2.0",
        after: "2.3.0",
        reach: { fields: 2, resources: 2, environments: ["idfint", "idfprod"] },
        consequences: [
          {
            name: "pods-restart",
            severity: "low",
            message: "The Pods of Deployment alert-database-server restart one by one.",
            environments: ["idfint", "idfprod"],
          },
        ],
      }),
    ],
  },
);
