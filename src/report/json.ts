import type { CheckReport, Explanation, LintReport, ReviewReport, ValuesExplanation } from "../vocabulary/index.ts";

/** A result as the contract of `--output json` has it (schema/): the result itself is the contract. */
export function renderJson(report: CheckReport | LintReport | Explanation | ReviewReport | ValuesExplanation): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
