import { demandBody } from "../rules/limits.ts";
import { anchorOf, type WantedPlace } from "../rules/lines.ts";
import { demandAuthor, demandUnlocked } from "../rules/permissions.ts";
import type { PullPlace } from "../shapes/pulls.ts";
import { reviewCommentShape } from "../shapes/review-comments.ts";
import type { ReviewComment, Thread } from "../state/model.ts";
import { type FoundReviewComment, findReviewComment } from "../state/state.ts";
import type { Input } from "./input.ts";
import { listed } from "./paging.ts";
import { pullOf } from "./pulls.ts";
import { type Answer, created, found, NO_CONTENT, ok, type RepositoryCall, type Routes, within } from "./route.ts";

/** Inline comments. */
export const REVIEW_COMMENTS: Routes = {
  "pulls/list-review-comments": within(["pull_requests:read"], listComments),
  "pulls/create-review-comment": within(["pull_requests:write"], createComment),
  "pulls/create-reply-for-review-comment": within(["pull_requests:write"], (call) =>
    reply(call, call.path.number("comment_id")),
  ),
  "pulls/get-review-comment": within(["pull_requests:read"], async (call) =>
    ok(await shapeFound(call, commentOf(call))),
  ),
  "pulls/update-review-comment": within(["pull_requests:write"], updateComment),
  "pulls/delete-review-comment": within(["pull_requests:write"], deleteComment),
};

/** A new thread with its first comment, as part of a review of its own. */
export function startThread(
  call: RepositoryCall,
  place: PullPlace,
  first: {
    readonly wanted: WantedPlace;
    readonly anchor: Thread["anchor"];
    readonly body: string;
    readonly reviewId: number;
  },
): { thread: Thread; comment: ReviewComment } {
  const comment = { ...call.state.comment(call.actor, first.body), reviewId: first.reviewId, inReplyTo: null };
  const thread: Thread = {
    id: call.state.nextId(),
    path: first.wanted.path,
    commit: first.wanted.commit,
    anchor: first.anchor,
    comments: [comment],
    resolvedBy: null,
  };
  place.pull.threads.push(thread);
  return { thread, comment };
}

/** Where a body wants its comment to stand. */
export function wantedPlace(body: Input, commit: string): WantedPlace {
  const side = body.optionalText("side") === "LEFT" ? "LEFT" : "RIGHT";
  const startSide = body.optionalText("start_side");
  return {
    commit,
    path: body.text("path"),
    line: body.optionalNumber("line"),
    side,
    startLine: body.optionalNumber("start_line"),
    startSide: startSide === "LEFT" || startSide === "RIGHT" ? startSide : null,
    position: body.optionalNumber("position"),
    wholeFile: body.optionalText("subject_type") === "file",
  };
}

function listComments(call: RepositoryCall): Promise<Answer> {
  const place = pullOf(call);
  const since = call.query.optionalText("since");
  const all = place.pull.threads
    .flatMap((thread) => thread.comments.map((comment) => ({ thread, comment })))
    .filter(({ comment }) => since === null || comment.updatedAt >= new Date(since))
    .sort((a, b) => a.comment.id - b.comment.id);
  return listed(call, all, (at) => reviewCommentShape(call.web, place, at));
}

async function createComment(call: RepositoryCall): Promise<Answer> {
  if (call.body.has("in_reply_to")) return reply(call, call.body.number("in_reply_to"));
  const place = pullOf(call);
  demandUnlocked(call.actor, place.conversation);
  demandBody("PullRequestReviewComment", call.body.text("body"));
  const wanted = wantedPlace(call.body, call.body.text("commit_id"));
  const anchor = await anchorOf(place, wanted);
  const reviewId = addReview(call, place, wanted.commit);
  const made = startThread(call, place, { wanted, anchor, body: call.body.text("body"), reviewId });
  return created(await reviewCommentShape(call.web, place, made));
}

async function reply(call: RepositoryCall, id: number): Promise<Answer> {
  const place = pullOf(call);
  demandUnlocked(call.actor, place.conversation);
  demandBody("PullRequestReviewComment", call.body.text("body"));
  const thread = found(place.pull.threads.find(({ comments }) => comments[0]?.id === id));
  const comment = {
    ...call.state.comment(call.actor, call.body.text("body")),
    reviewId: addReview(call, place, place.pull.headSha),
    inReplyTo: id,
  };
  thread.comments.push(comment);
  return created(await reviewCommentShape(call.web, place, { thread, comment }));
}

function addReview(call: RepositoryCall, { pull }: PullPlace, commit: string): number {
  const id = call.state.nextId();
  pull.reviews.push({
    id,
    author: call.actor.account,
    body: "",
    state: "COMMENTED",
    commit,
    submittedAt: call.state.now(),
  });
  return id;
}

function commentOf(call: RepositoryCall): FoundReviewComment {
  return found(findReviewComment(call.repository, call.path.number("comment_id")));
}

function shapeFound(call: RepositoryCall, at: FoundReviewComment): Promise<object> {
  const { repository, web } = call;
  return reviewCommentShape(web, { repository, conversation: at.conversation, pull: found(at.conversation.pull) }, at);
}

async function updateComment(call: RepositoryCall): Promise<Answer> {
  const at = commentOf(call);
  demandAuthor(call.actor, at.comment.author);
  demandBody("PullRequestReviewComment", call.body.text("body"));
  at.comment.body = call.body.text("body");
  at.comment.updatedAt = call.state.now();
  return ok(await shapeFound(call, at));
}

/** A thread goes with its last comment. */
function deleteComment(call: RepositoryCall): Answer {
  const { conversation, thread, comment } = commentOf(call);
  demandAuthor(call.actor, comment.author);
  thread.comments.splice(thread.comments.indexOf(comment), 1);
  const threads = found(conversation.pull).threads;
  if (thread.comments.length === 0) threads.splice(threads.indexOf(thread), 1);
  return NO_CONTENT;
}
