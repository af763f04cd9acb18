import type { Rule } from "./rule.ts";

/** Rules about the schema registry, the simulator, the alert database and what surrounds them. */
export const SERVICE_RULES = {
  "schema-topic-shape": {
    kind: "coupling",
    severity: "high",
    title: "A schema topic that the registry refuses",
    byDefault: true,
  },
} as const satisfies Record<string, Rule>;
