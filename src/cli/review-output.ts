import { COMMENT_BUDGET, renderJson, renderReviewMarkdown, renderReviewText } from "../report/index.ts";
import type { ReviewReport } from "../vocabulary/index.ts";
import { textOptions } from "./output.ts";
import type { Session } from "./session.ts";

export const REVIEW_FORMATS = ["text", "json", "markdown"] as const;

/** A review in the format that was asked for. */
export function formatReview(report: ReviewReport, session: Session, format: string): string {
  if (format === "json") return renderJson(report);
  if (format === "markdown") return renderReviewMarkdown(report, { budget: COMMENT_BUDGET, summaryUrl: null });
  return renderReviewText(report, textOptions(session));
}
