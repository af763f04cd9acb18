import type { Json } from "./json.ts";
import type { FindingKind, Severity } from "./kinds.ts";
import type { Resource } from "./resource.ts";
import { RULE_NAMES } from "./rules/index.ts";

/** The arrow of the chain that broke: values -> manifest -> object -> operator -> service. */
export const LAYERS = ["intent", "render", "cluster", "operator", "service"] as const;
export type Layer = (typeof LAYERS)[number];

export const REMEDIES = ["apply", "adopt", "ignore", "manual"] as const;
export type Remedy = (typeof REMEDIES)[number];

export const VERDICTS = ["in-sync", "drifted", "unknown"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Why a part could not be read. Each makes the verdict `unknown`. */
export const UNREADABLE_REASONS = [
  "no-permission",
  "unreachable",
  "timeout",
  "server-error",
  "not-served",
  "truncated",
  "not-recorded",
  "masked",
  "render-failed",
  "unstable-render",
  "dependency-unavailable",
  "revision-unavailable",
  "unsupported-source",
  "invalid-manifest",
  /** The server has no such interface, or too old a version of it. */
  "unsupported",
  /** The server did not take the account's credentials. */
  "login-refused",
  /** The server's certificate is expired, unknown or for another name. */
  "certificate-refused",
  /** holdfast.yaml excludes it. The report lists it as not looked at, never as unreadable. */
  "not-looked-at",
] as const;
export type UnreadableReason = (typeof UNREADABLE_REASONS)[number];

/** What refines a finding's kind; null where the kind says it all. The names of lint's rules are reasons too. */
export const REASONS = [
  ...RULE_NAMES,
  /** missing: the object's kind is served, but not in the rendered version. */
  "unserved",
  /** removed: git mentions the field, somebody deleted it from the live object. */
  "deleted-live",
  /** removed: an earlier rendering had the field, git dropped it, the live object still has it. */
  "dropped-from-git",
  /** removed or missing: managedFields keep no owner of what is gone. */
  "no-owner",
  /** lost-intent: a key stands twice in the rendered manifest; the last one wins. */
  "duplicate-key",
  /** lost-intent: two rendered manifests declare the same object. */
  "duplicate-object",
  /** operator: the label `strimzi.io/cluster` is missing or names no cluster that is there, so no operator acts. */
  "wrong-cluster-label",
  /** operator: `strimzi.io/pause-reconciliation`. */
  "paused",
  /** operator: `strimzi.io/managed: "false"`. */
  "unmanaged",
  /** operator: `status.observedGeneration` is behind, or there is no status yet. */
  "generation-behind",
  /** operator: a condition says that it failed, or a workload lacks ready Pods. */
  "not-ready",
  /** operator: it works, and warns by a condition. */
  "warning",
  /** operator: no operator watches this namespace. */
  "namespace-not-watched",
  /** operator: the Kafka resource runs no topic or user operator. */
  "no-operator",
  /** operator: the operator acts on creation only, so an edit has no effect. */
  "create-only",
  /** operator: a config key that Strimzi forbids or ignores. */
  "forbidden-key",
  /** operator: the operator itself has stopped to act on what it owns. */
  "operator-stuck",
  /** service: deleted and made again behind the operator's back; its data is lost. */
  "recreated",
  /** service: partitions of one topic have different replication factors, which Strimzi does not see. */
  "mixed-replication",
  /** service: a replica lags behind, so that the partition has fewer copies than it should. */
  "out-of-sync-replica",
  /** service: nobody can read or write the partition. */
  "no-leader",
  /** service: a broker that should run does not. */
  "broker-down",
  /** service: no resource in the cluster asks for it. */
  "undeclared",
  /** service: anybody may do anything, because the cluster runs without an authorizer. */
  "no-authorizer",
  /** service: an ACL that the User Operator cannot read; it stops acting on all users. */
  "poison-acl",
  /** service: the registry does not know the schema id of a message. */
  "unknown-schema-id",
  /** service: the schema of a message belongs to another subject than its topic. */
  "wrong-subject",
  /** service: no new message came for longer than expected. */
  "stale",
  /** service: a consumer group has no member. */
  "no-members",
  /** service: the lifecycle of a bucket deletes what must stay. */
  "deletes-data",
  /** service: anybody may read or write it. */
  "public-access",
  /** service: namespace, service account and Google account do not agree in all three places. */
  "identity-mismatch",
  /** service: it answers, but says that it is not well. */
  "unhealthy",
  /** risk: an ignore rule or exclusion is past its expiry and no longer hides anything. */
  "expired-rule",
  ...UNREADABLE_REASONS,
] as const;
export type Reason = (typeof REASONS)[number];

/** Who caused a live field: the field manager, how it wrote, and when it last wrote (RFC 3339). */
export interface Attribution {
  readonly manager: string;
  readonly operation: "Apply" | "Update";
  readonly time: string | null;
}

/** How a value of the values files comes to stand in a rendered field. */
export const TRANSFORMATIONS = [
  /** The field is the value. */
  "same",
  /** The same text as another type: a number that becomes a string, or the other way round. */
  "quoted",
  /** The value stands inside other text, or the field is computed from it. */
  "formatted",
  /** Several values make one text. */
  "joined",
  /** The field is a piece of the value. */
  "split",
  /** An item of a list that becomes an item of a list. */
  "list-item",
  /** A key of a map that becomes text or a key. */
  "key",
  /** The value decides whether the field, or the whole resource, is there. */
  "condition",
  /** A hash over text that holds the value. */
  "checksum",
] as const;
export type Transformation = (typeof TRANSFORMATIONS)[number];

/** Who caused a rendered field: the values line and its commit. */
export interface Provenance {
  /** Relative to the folder of holdfast.yaml. */
  readonly file: string;
  /** Counted from 1, as is the column. */
  readonly line: number;
  readonly column: number;
  /** The key in the values, `kafka.config["retention.ms"]`; null where the line is none of values. */
  readonly key: string | null;
  /** Null where nothing was traced: the finding is about the value itself. */
  readonly transformation: Transformation | null;
  /** The commit that wrote the line; null for a line that is not committed, or whose commit this clone lacks. */
  readonly commit: string | null;
  readonly author: string | null;
  /** When the author wrote it, RFC 3339. */
  readonly time: string | null;
}

/**
 * One difference on one arrow of the chain, ready to be shown: Secret values are already masked.
 * `desired` and `live` are absent when that side has no value; null is a literal null.
 */
export interface Finding {
  /** Stable over runs: a hash of environment, application, layer, resource without version, keyed path and kind. */
  readonly id: string;
  readonly kind: FindingKind;
  readonly layer: Layer;
  readonly system: string;
  readonly severity: Severity;
  readonly application: string | null;
  readonly resource: Resource;
  /** JSON pointer, null when the finding is about the whole resource. */
  readonly path: string | null;
  /** The same path with merge keys in place of indices, null with `path`. */
  readonly keyedPath: string | null;
  readonly desired?: Json;
  readonly live?: Json;
  readonly attribution: Attribution | null;
  readonly provenance: Provenance | null;
  readonly reason: Reason | null;
  /** The operator that will set this right by itself within about two minutes; null where nothing does. */
  readonly undoneBy: string | null;
  /** What follows from this and would otherwise be findings of their own, one sentence each. */
  readonly consequences: readonly string[];
  readonly remedy: Remedy;
  readonly remedies: readonly Remedy[];
  /** One sentence: what, and why if known. */
  readonly message: string;
}
