import type { GitHub, PullRequest, Written } from "../github/index.ts";
import { COMMENT_BUDGET, checkRunsOf, inlineCommentsOf, renderReviewMarkdown } from "../report/index.ts";
import type { ReviewReport } from "../vocabulary/index.ts";
import { inRepository } from "./in-repository.ts";

export interface ReviewPlace {
  readonly github: GitHub;
  readonly pullRequest: PullRequest;
  /** Where the folder of holdfast.yaml lies inside the repository, as `GitRepository.prefix`. */
  readonly prefix: string;
  /** Tells several reviews of one pull request apart. */
  readonly marker: string;
  /** True when only a part of the environments was looked at: a check run speaks for the whole of one. */
  readonly narrowed: boolean;
  /** Where the whole text is to be read; null where there is no such page. */
  readonly summaryUrl: string | null;
}

/**
 * Says a review on its pull request: one comment, inline comments on the lines, one check run for each environment.
 * Nothing is written for a fork, nor for a pull request that has another head by now. A write that fails is in the result.
 */
export async function publishReview(report: ReviewReport, place: ReviewPlace): Promise<readonly Written[]> {
  const { github, pullRequest, marker, prefix } = place;
  const why = whyNot(report, pullRequest);
  if (why !== null) return [{ what: "review", outcome: "skipped", url: pullRequest.url, id: null, why }];
  const body = saysAnything(report)
    ? renderReviewMarkdown(report, { budget: COMMENT_BUDGET, summaryUrl: place.summaryUrl })
    : null;
  const written = [await github.ensureComment(pullRequest.number, { marker, body })];
  const comments = inRepository(prefix, inlineCommentsOf(report));
  written.push(...(await github.ensureReviewComments(pullRequest, { marker, commit: report.head, comments })));
  const runs = place.narrowed ? [] : checkRunsOf(report);
  for (const run of runs) {
    const annotations = inRepository(prefix, run.annotations);
    written.push(await github.ensureCheckRun(report.head, { ...run, annotations }));
  }
  return written;
}

function whyNot({ head }: ReviewReport, pullRequest: PullRequest): string | null {
  if (pullRequest.fork) return "the pull request comes from a fork, for which nothing is written";
  if (!pullRequest.open) return "the pull request is closed";
  if (pullRequest.head !== head) return `the pull request is at ${pullRequest.head.slice(0, 7)} by now`;
  return null;
}

/** A change that nothing is rendered from needs no comment. */
function saysAnything({ environments, notes }: ReviewReport): boolean {
  return environments.length > 0 || notes.length > 0;
}
