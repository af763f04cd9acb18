import type { Context } from "./context.ts";
import { ensureCheckRun } from "./ensure/check-run.ts";
import { ensureComment } from "./ensure/comment.ts";
import { findIssue } from "./ensure/find-issue.ts";
import { ensureIssue } from "./ensure/issue.ts";
import { pullRequest } from "./ensure/pull-request.ts";
import { ensureReviewComments } from "./ensure/review-comments.ts";
import type {
  CheckRun,
  FoundIssue,
  GitHub,
  InlineReview,
  MarkedIssue,
  MarkedText,
  PullRequest,
  Written,
} from "./port.ts";
import { rehearsal } from "./writer.ts";

/** A GitHub that can be told to write nothing. */
export interface ConnectedGitHub extends GitHub {
  /** The login that is written as: `github-actions[bot]`. */
  readonly login: string;
  /** The same, looking but not writing. `say` hears each thing that would be written. */
  rehearse(say: (line: string) => void): GitHub;
}

/** GitHub by octokit. One folder-mate in `ensure/` for each thing that is written. */
export class OctokitGitHub implements ConnectedGitHub {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  get repository(): string {
    const { owner, repo } = this.#context.place;
    return `${owner}/${repo}`;
  }

  get login(): string {
    return this.#context.login;
  }

  rehearse(say: (line: string) => void): GitHub {
    return new OctokitGitHub({ ...this.#context, writer: rehearsal(say) });
  }

  pullRequest(number: number): Promise<PullRequest> {
    return pullRequest(this.#context, number);
  }

  ensureComment(number: number, comment: MarkedText): Promise<Written> {
    return ensureComment(this.#context, number, comment);
  }

  ensureReviewComments(request: PullRequest, review: InlineReview): Promise<readonly Written[]> {
    return ensureReviewComments(this.#context, request, review);
  }

  ensureCheckRun(commit: string, run: CheckRun): Promise<Written> {
    return ensureCheckRun(this.#context, commit, run);
  }

  ensureIssue(issue: MarkedIssue): Promise<Written> {
    return ensureIssue(this.#context, issue);
  }

  findIssue(marker: string): Promise<FoundIssue | null> {
    return findIssue(this.#context, marker);
  }
}
