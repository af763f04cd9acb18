import type { CheckReport } from "../vocabulary/index.ts";

/** The report as the contract of `--output json` has it (schema/check.schema.json): the report is the contract. */
export function renderJson(report: CheckReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
