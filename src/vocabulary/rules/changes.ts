import type { Rule } from "./rule.ts";

/** Rules about a change: what git says now against what it said before. */
export const CHANGE_RULES = {
  "partitions-lowered": {
    kind: "risk",
    severity: "high",
    title: "Partitions lowered",
    byDefault: true,
  },
} as const satisfies Record<string, Rule>;
