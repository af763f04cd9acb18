import type { Rule } from "./rule.ts";

/** Rules about the operator, the Kafka cluster, its topics and its users. */
export const KAFKA_RULES = {
  "replicas-exceed-brokers": {
    kind: "coupling",
    severity: "high",
    title: "More replicas than brokers",
    byDefault: true,
  },
} as const satisfies Record<string, Rule>;
