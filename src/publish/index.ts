/** Says a report where people read it: on the pull request, or in one issue. Every write is an `ensure…` of `github`. */
export { type IssuePlace, publishDriftIssue } from "./drift-issue.ts";
export { inRepository } from "./in-repository.ts";
export { markerFor } from "./marker.ts";
export { publishReview, type ReviewPlace } from "./review.ts";
