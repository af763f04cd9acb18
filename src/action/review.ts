import { connectRepository } from "../cli/github.ts";
import { isNarrowed, markerOf } from "../cli/marker.ts";
import { refuseFork, runReview, verdictOf } from "../cli/review.ts";
import { formatReview } from "../cli/review-output.ts";
import type { Session } from "../cli/session.ts";
import { UserError } from "../errors/index.ts";
import type { Written } from "../github/index.ts";
import { inRepository, publishReview } from "../publish/index.ts";
import { checkRunsOf, renderReviewMarkdown, SUMMARY_BUDGET } from "../report/index.ts";
import type { ReviewReport } from "../vocabulary/index.ts";
import { attempt } from "./attempt.ts";
import { optionsOf } from "./check.ts";
import type { PullRequestEvent } from "./event.ts";
import type { Inputs } from "./inputs.ts";
import { type ActionResult, aboveInfo } from "./result.ts";

export interface ReviewStep {
  readonly inputs: Inputs;
  /** True where the clusters are asked, too. */
  readonly cluster: boolean;
  readonly event: PullRequestEvent | null;
  /** The page of this run; null outside of Actions. */
  readonly runUrl: string | null;
}

/** `verb: review`: says on the pull request what it changes. For a fork it only says so in the job summary and the log. */
export async function reviewStep(session: Session, step: ReviewStep): Promise<ActionResult> {
  const { inputs, cluster, event } = step;
  const base = inputs.base ?? event?.base;
  const head = inputs.head ?? event?.head;
  if (base === undefined || head === undefined) {
    throw new UserError("A review needs a pull request. Run it on pull_request, or set the inputs base and head.");
  }
  const options = { ...optionsOf(inputs), cluster, base, head };
  if (inputs["pull-request"] !== null) await refuseFork(session, options, Number(inputs["pull-request"]));
  const report = await runReview(session, inputs.environments, options);
  const written = await attempt("review", () => publish(report, session, step));
  return {
    verdict: verdictOf(report),
    findings: aboveInfo(report.environments),
    summary: renderReviewMarkdown(report, { budget: SUMMARY_BUDGET, summaryUrl: null }),
    report: formatReview(report, session, inputs["report-format"]),
    written,
    annotations: written.some(({ outcome }) => SAID.has(outcome))
      ? []
      : checkRunsOf(report).flatMap(({ annotations }) => inRepository(session.ports.repository.prefix, annotations)),
  };
}

async function publish(
  report: ReviewReport,
  session: Session,
  { inputs, event, runUrl }: ReviewStep,
): Promise<readonly Written[]> {
  const number = inputs["pull-request"] === null ? event?.number : Number(inputs["pull-request"]);
  if (number === undefined) return [];
  if (event?.fork === true) return [forked];
  const options = optionsOf(inputs);
  const github = await connectRepository(session, options);
  const pullRequest = await github.pullRequest(number);
  const marker = markerOf("review", inputs.environments, options);
  const { prefix } = session.ports.repository;
  const place = { github, pullRequest, prefix, marker, summaryUrl: runUrl };
  return publishReview(report, { ...place, narrowed: isNarrowed(options) });
}

/** Whoever can read it on the pull request need not read it in the log. */
const SAID = new Set<Written["outcome"]>(["created", "configured", "unchanged"]);

const forked: Written = {
  what: "review",
  outcome: "skipped",
  url: null,
  id: null,
  why: "the pull request comes from a fork, for which nothing is written",
};
