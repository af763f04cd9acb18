import type { Config } from "../config/config.ts";
import { type Reason, RULE_NAMES, RULES } from "../vocabulary/index.ts";

/** Tells which rules run: as holdfast.yaml says, else as their table does. What is no rule of lint always counts. */
export function switchesOf({ rules }: Config): (reason: Reason | null) => boolean {
  const off = new Set<string>(RULE_NAMES.filter((name) => !(rules.get(name) ?? RULES[name].byDefault)));
  return (reason) => reason === null || !off.has(reason);
}
