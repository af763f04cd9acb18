import { changesBetween } from "../git/patch.ts";
import { followLine, placesOf } from "../git/places.ts";
import type { Pull, Repository, Review, ReviewComment, Thread } from "../state/model.ts";
import { mergeBase } from "../state/pulls.ts";
import { userShape } from "./accounts.ts";
import { association, pageOfConversation } from "./conversations.ts";
import type { PullPlace } from "./pulls.ts";
import { repositoryApi } from "./repository.ts";
import { timeOf, type Web } from "./web.ts";

/** Where a thread stands in the diff as it is now; null once a push moved the diff away from it. */
export async function standing(
  repository: Repository,
  pull: Pull,
  thread: Thread,
): Promise<{ line: number; position: number } | null> {
  const { anchor, commit, path } = thread;
  if (anchor === null) return null;
  const base = await mergeBase(repository, pull);
  const from = anchor.side === "RIGHT" ? commit : await mergeBase(repository, pull, commit);
  const line = await followLine(
    repository.git,
    { commit: from, path, line: anchor.line },
    anchor.side === "RIGHT" ? pull.headSha : base,
  );
  const change = (await changesBetween(repository.git, base, pull.headSha)).find(
    (candidate) => candidate.path === path,
  );
  const place = placesOf(change?.patch ?? "").find(
    (candidate) => candidate.line === line && candidate.side === anchor.side,
  );
  return place === undefined ? null : { line: place.line, position: place.position };
}

/** `pull-request-review-comment`. */
export async function reviewCommentShape(
  web: Web,
  place: PullPlace,
  at: { thread: Thread; comment: ReviewComment },
): Promise<object> {
  const { repository, conversation } = place;
  const { thread, comment } = at;
  const api = repositoryApi(web, repository);
  const url = `${api}/pulls/comments/${comment.id}`;
  const page = `${pageOfConversation(web, repository, conversation)}#discussion_r${comment.id}`;
  const pullUrl = `${api}/pulls/${conversation.number}`;
  return {
    ...(await linesOf(place, thread)),
    id: comment.id,
    node_id: `PRRC_${comment.id}`,
    url,
    html_url: page,
    pull_request_url: pullUrl,
    _links: { self: { href: url }, html: { href: page }, pull_request: { href: pullUrl } },
    pull_request_review_id: comment.reviewId,
    path: thread.path,
    original_commit_id: thread.commit,
    diff_hunk: thread.anchor?.diffHunk ?? "",
    body: comment.body,
    user: userShape(web, comment.author),
    created_at: timeOf(comment.createdAt),
    updated_at: timeOf(comment.updatedAt),
    author_association: association(repository, comment.author),
    ...(comment.inReplyTo !== null && { in_reply_to_id: comment.inReplyTo }),
  };
}

async function linesOf({ repository, pull }: PullPlace, thread: Thread): Promise<object> {
  const { anchor } = thread;
  if (anchor === null) return { subject_type: "file", commit_id: pull.headSha };
  const now = await standing(repository, pull, thread);
  const length = anchor.startLine === null ? null : anchor.line - anchor.startLine;
  return {
    subject_type: "line",
    commit_id: now === null ? thread.commit : pull.headSha,
    side: anchor.side,
    line: now?.line ?? null,
    original_line: anchor.line,
    position: now?.position ?? null,
    original_position: anchor.position,
    start_line: now === null || length === null ? null : now.line - length,
    original_start_line: anchor.startLine,
    start_side: anchor.startSide,
  };
}

/** `pull-request-review`. */
export function reviewShape(web: Web, { repository, conversation }: PullPlace, review: Review): object {
  const page = `${pageOfConversation(web, repository, conversation)}#pullrequestreview-${review.id}`;
  const pullUrl = `${repositoryApi(web, repository)}/pulls/${conversation.number}`;
  return {
    id: review.id,
    node_id: `PRR_${review.id}`,
    user: userShape(web, review.author),
    body: review.body,
    state: review.state,
    html_url: page,
    pull_request_url: pullUrl,
    _links: { html: { href: page }, pull_request: { href: pullUrl } },
    submitted_at: timeOf(review.submittedAt),
    commit_id: review.commit,
    author_association: association(repository, review.author),
  };
}
