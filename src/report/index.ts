/** Shows one report in each format. Reports come in scrubbed: what is rendered here holds no Secret value any more. */
import type { CheckReport } from "../vocabulary/index.ts";
import { renderJson } from "./json.ts";
import { COMMENT_BUDGET, renderMarkdown } from "./markdown.ts";
import { renderText, type TextOptions } from "./text.ts";

export { renderExplanationText } from "./explain-text.ts";
export { renderJson } from "./json.ts";
export { renderLintText } from "./lint-text.ts";
export { COMMENT_BUDGET, renderMarkdown } from "./markdown.ts";
export { printableLines } from "./printable.ts";
export { renderSarif } from "./sarif.ts";
export { renderText, type TextOptions } from "./text.ts";
export { renderValuesText } from "./values-text.ts";

export const REPORT_FORMATS = ["text", "json", "markdown"] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** The report in one of the formats. */
export function renderReport(report: CheckReport, options: TextOptions & { readonly format: ReportFormat }): string {
  switch (options.format) {
    case "json":
      return renderJson(report);
    case "markdown":
      return renderMarkdown(report, { budget: COMMENT_BUDGET });
    case "text":
      return renderText(report, options);
  }
}
