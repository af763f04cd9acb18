import type { Rule } from "./rule.ts";

/** Rules about values files and what they render to. */
export const VALUES_RULES = {
  "unread-value": { kind: "lost-intent", severity: "medium", title: "A value that moves nothing", byDefault: true },
  "unread-default": {
    kind: "lost-intent",
    severity: "low",
    title: "A chart's default that moves nothing",
    byDefault: true,
  },
  "misspelt-key": { kind: "lost-intent", severity: "high", title: "A key that looks misspelt", byDefault: true },
  "null-value": { kind: "lost-intent", severity: "medium", title: "Null where a value was meant", byDefault: true },
  "duplicate-value": {
    kind: "lost-intent",
    severity: "medium",
    title: "A key twice in a values file",
    byDefault: true,
  },
  "go-artefact": { kind: "lost-intent", severity: "high", title: "Go's own words in a manifest", byDefault: true },
  "exponent-number": { kind: "lost-intent", severity: "high", title: "A number as an exponent", byDefault: true },
  "joined-list": { kind: "lost-intent", severity: "medium", title: "A list written as one text", byDefault: true },
  "other-type": {
    kind: "lost-intent",
    severity: "medium",
    title: "A value of another type than its default",
    byDefault: true,
  },
  "unknown-field": { kind: "pruned", severity: "high", title: "A field that the CRD drops", byDefault: true },
  "refused-field": { kind: "lost-intent", severity: "high", title: "A field that the CRD refuses", byDefault: true },
  "unset-condition": {
    kind: "lost-intent",
    severity: "low",
    title: "A condition on a value that nobody sets",
    byDefault: true,
  },
  "malformed-ignore": {
    kind: "lost-intent",
    severity: "low",
    title: "An ignore comment that cannot be read",
    byDefault: true,
  },
  "restated-default": {
    kind: "lost-intent",
    severity: "info",
    title: "A value that repeats its default",
    byDefault: true,
  },
} as const satisfies Record<string, Rule>;
