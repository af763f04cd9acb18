/** GitHub as the place where people read what was found: comments, check runs, one issue. Looks before it writes. */
export type { ConnectedGitHub } from "./adapter.ts";
export { connectGitHub, type GitHubOptions } from "./connect.ts";
export { GitHubError } from "./failure.ts";
export type { Pace } from "./pace.ts";
export type {
  Annotation,
  CheckRun,
  FoundIssue,
  GitHub,
  InlineComment,
  InlineReview,
  MarkedIssue,
  MarkedText,
  Outcome,
  PullRequest,
  Written,
} from "./port.ts";
