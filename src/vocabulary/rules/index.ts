/** The rules of `lint` by their names. */
import { CHANGE_RULES } from "./changes.ts";
import { KAFKA_RULES } from "./kafka.ts";
import type { Rule } from "./rule.ts";
import { SERVICE_RULES } from "./services.ts";
import { VALUES_RULES } from "./values.ts";

export type { Rule } from "./rule.ts";

const TABLE = { ...VALUES_RULES, ...KAFKA_RULES, ...SERVICE_RULES, ...CHANGE_RULES };

export type RuleName = keyof typeof TABLE;

/** Every rule, each name once. */
export const RULES: Readonly<Record<RuleName, Rule>> = TABLE;

export const RULE_NAMES = Object.keys(TABLE) as readonly RuleName[];

/** The rule of this name; undefined for any other reason. */
export function ruleOf(reason: string | null): Rule | undefined {
  return reason !== null && Object.hasOwn(RULES, reason) ? RULES[reason as RuleName] : undefined;
}
