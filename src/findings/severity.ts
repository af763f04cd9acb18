import {
  type FindingKind,
  type Reason,
  type Resource,
  ruleOf,
  SERVICE_TYPES,
  type Severity,
} from "../vocabulary/index.ts";
import type { About } from "./about.ts";

/** One row of the table; a part that is left out fits everything. */
interface SeverityRule {
  readonly severity: Severity;
  readonly findings?: readonly FindingKind[];
  readonly reasons?: readonly string[];
  /** `Kind.group`, or `*.group` for a whole API group. */
  readonly on?: readonly string[];
  /** Types of what a service keeps. */
  readonly types?: readonly Resource["type"][];
  readonly path?: RegExp;
}

const FIELD: readonly FindingKind[] = ["changed", "added", "removed", "pruned"];
const RBAC = "*.rbac.authorization.k8s.io";
const ALERTS_STOP_WITHOUT = [
  "Kafka.kafka.strimzi.io",
  "KafkaNodePool.kafka.strimzi.io",
  "KafkaTopic.kafka.strimzi.io",
  "KafkaUser.kafka.strimzi.io",
  "StrimziSchemaRegistry.roundtable.lsst.codes",
  "Secret",
  "Deployment.apps",
  "StatefulSet.apps",
];

/** Data is lost, alerts stand still, or anybody may do anything. */
const BREAKS_NOW: readonly Reason[] = [
  "recreated",
  "no-leader",
  "broker-down",
  "poison-acl",
  "no-authorizer",
  "unknown-schema-id",
  "deletes-data",
  "public-access",
  "identity-mismatch",
  "wrong-cluster-label",
  "not-ready",
  "operator-stuck",
  "namespace-not-watched",
  "no-operator",
  "unhealthy",
];

/** It works today, and will not follow git or survive the next failure. */
const BREAKS_LATER: readonly Reason[] = [
  "paused",
  "unmanaged",
  "generation-behind",
  "create-only",
  "forbidden-key",
  "mixed-replication",
  "out-of-sync-replica",
  "wrong-subject",
  "stale",
  "no-members",
];

/** How much a finding matters. The first row that fits decides; what fits none is medium. */
const RULES: readonly SeverityRule[] = [
  { severity: "medium", findings: ["unreadable"], reasons: ["masked", "not-recorded"] },
  { severity: "high", findings: ["unreadable"] },
  { severity: "info", findings: ["pending"] },
  { severity: "low", findings: ["risk"], reasons: ["expired-rule"] },
  { severity: "low", findings: ["lost-intent"], reasons: ["duplicate-key"] },
  { severity: "low", findings: ["risk"], reasons: ["warning"] },
  { severity: "high", reasons: BREAKS_NOW },
  { severity: "medium", reasons: BREAKS_LATER },
  { severity: "high", findings: ["missing"], types: SERVICE_TYPES },
  // Access that nobody declared.
  { severity: "high", findings: ["extra"], types: ["acl", "user"] },
  { severity: "low", findings: ["extra"], types: ["topic", "quota", "subject"] },
  // What decides how long messages stay, and whether they survive a broker.
  {
    severity: "high",
    findings: FIELD,
    types: ["topic"],
    path: /^\/(partitions|replicas|config\/(retention\.(ms|bytes)|cleanup\.policy|min\.insync\.replicas))$/,
  },
  { severity: "high", findings: ["missing"], on: ALERTS_STOP_WITHOUT },
  { severity: "high", findings: ["missing"], reasons: ["unserved"] },
  // Access that nobody declared.
  { severity: "high", findings: ["extra"], on: ["KafkaUser.kafka.strimzi.io", "Secret", RBAC] },
  // These labels and annotations steer the operators: which cluster, managed or not, paused or not.
  {
    severity: "high",
    findings: FIELD,
    path: /^\/metadata\/(labels|annotations)\/strimzi\.io~1(cluster|managed|pause-reconciliation)$/,
  },
  { severity: "low", findings: FIELD, path: /^\/metadata\/(labels|annotations)(\/|$)/ },
  { severity: "low", findings: FIELD, path: /\/template\/metadata\/(labels|annotations)(\/|$)/ },
  { severity: "high", findings: FIELD, on: ["Secret", RBAC] },
  {
    severity: "high",
    findings: FIELD,
    on: ["Kafka.kafka.strimzi.io", "KafkaNodePool.kafka.strimzi.io", "KafkaUser.kafka.strimzi.io"],
    path: /^\/spec(\/|$)/,
  },
  {
    severity: "high",
    findings: FIELD,
    on: ["KafkaTopic.kafka.strimzi.io"],
    path: /^\/spec\/(partitions|replicas|config)(\/|$)/,
  },
  { severity: "high", findings: FIELD, path: /\/image$/ },
];

/** The severity by the table above. */
export function severityOf(about: About): Severity {
  return ruleOf(about.reason)?.severity ?? RULES.find((rule) => fits(rule, about))?.severity ?? "medium";
}

function fits(rule: SeverityRule, about: About): boolean {
  return (
    (rule.findings?.includes(about.kind) ?? true) &&
    (rule.reasons === undefined || (about.reason !== null && rule.reasons.includes(about.reason))) &&
    (rule.on === undefined || isOn(rule.on, about)) &&
    (rule.types?.includes(about.resource.type) ?? true) &&
    (rule.path?.test(about.path) ?? true)
  );
}

function isOn(kinds: readonly string[], { resource }: About): boolean {
  if (resource.type !== "kubernetes") return false;
  const { group, kind } = resource;
  return kinds.includes(group === "" ? kind : `${kind}.${group}`) || kinds.includes(`*.${group}`);
}
