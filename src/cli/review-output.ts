import { COMMENT_BUDGET, renderJson, renderReviewMarkdown, renderReviewText, renderSarif } from "../report/index.ts";
import type { ReviewReport } from "../vocabulary/index.ts";
import { textOptions } from "./output.ts";
import type { Session } from "./session.ts";
import { HOME, VERSION } from "./version.ts";

export const REVIEW_FORMATS = ["text", "json", "markdown", "sarif"] as const;

/** A review in the format that was asked for. */
export function formatReview(report: ReviewReport, session: Session, format: string): string {
  if (format === "json") return renderJson(report);
  if (format === "sarif") return renderSarif(report, { verb: "review", version: VERSION, home: HOME });
  if (format === "markdown") return renderReviewMarkdown(report, { budget: COMMENT_BUDGET, summaryUrl: null });
  return renderReviewText(report, textOptions(session));
}
