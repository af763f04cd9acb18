import type { Json } from "./json.ts";
import type { Resource } from "./resource.ts";

/** The arrow of the chain that broke: values -> manifest -> object -> operator -> service. */
export const LAYERS = ["intent", "render", "cluster", "operator", "service"] as const;
export type Layer = (typeof LAYERS)[number];

export const FINDING_KINDS = [
  "missing",
  "extra",
  "changed",
  "added",
  "removed",
  "pruned",
  "pending",
  "lost-intent",
  "coupling",
  "risk",
  "unreadable",
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

export const SEVERITIES = ["high", "medium", "low", "info"] as const;
export type Severity = (typeof SEVERITIES)[number];

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
] as const;
export type UnreadableReason = (typeof UNREADABLE_REASONS)[number];

/** What refines a finding's kind; null where the kind says it all. */
export const REASONS = [
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

/** Who caused a rendered field: the values line and its commit. */
export interface Provenance {
  readonly file: string;
  readonly line: number;
  readonly commit: string | null;
  readonly author: string | null;
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
  readonly remedy: Remedy;
  readonly remedies: readonly Remedy[];
  /** One sentence: what, and why if known. */
  readonly message: string;
}
