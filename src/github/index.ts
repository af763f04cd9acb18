/** GitHub as the place where people read what was found: comments, check runs, one issue. Looks before it writes. */
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
