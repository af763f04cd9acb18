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
