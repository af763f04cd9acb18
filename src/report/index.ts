/** Shows one report in each format. Reports come in scrubbed: what is rendered here holds no Secret value any more. */
import type { CheckReport } from "../vocabulary/index.ts";
import { renderHtml } from "./html.ts";
import { renderJson } from "./json.ts";
import { renderJUnit } from "./junit.ts";
import { COMMENT_BUDGET, renderMarkdown } from "./markdown.ts";
import { renderSarif, type SarifTool } from "./sarif.ts";
import { renderText, type TextOptions } from "./text.ts";

export { renderExplanationText } from "./explain-text.ts";
export { type DriftIssue, type DriftIssueOptions, renderDriftIssue } from "./issue-markdown.ts";
export { type FirstSeen, firstSeen, recallSince } from "./issue-memory.ts";
export { renderJson } from "./json.ts";
export { renderLintText } from "./lint-text.ts";
export { COMMENT_BUDGET, renderMarkdown } from "./markdown.ts";
export { printableLines } from "./printable.ts";
export { checkRunsOf } from "./review-checks.ts";
export { inlineCommentsOf } from "./review-comments.ts";
export { type ReviewMarkdownOptions, renderReviewMarkdown, SUMMARY_BUDGET } from "./review-markdown.ts";
export { renderReviewText } from "./review-text.ts";
export { renderSarif } from "./sarif.ts";
export { renderText, type TextOptions } from "./text.ts";
export { renderValuesText } from "./values-text.ts";

export const REPORT_FORMATS = ["text", "json", "markdown", "html", "sarif", "junit"] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export interface ReportOptions extends TextOptions, Omit<SarifTool, "verb"> {
  readonly format: ReportFormat;
}

/** The report in one of the formats. */
export function renderReport(report: CheckReport, options: ReportOptions): string {
  switch (options.format) {
    case "json":
      return renderJson(report);
    case "markdown":
      return renderMarkdown(report, { budget: COMMENT_BUDGET });
    case "html":
      return renderHtml(report, options);
    case "sarif":
      return renderSarif(report, { ...options, verb: "check" });
    case "junit":
      return renderJUnit(report);
    case "text":
      return renderText(report, options);
  }
}
