import { demandBody } from "../rules/limits.ts";
import { anchorOf, type WantedPlace } from "../rules/lines.ts";
import { demandUnlocked } from "../rules/permissions.ts";
import { Refusal } from "../rules/refusal.ts";
import { reviewShape } from "../shapes/review-comments.ts";
import type { Anchor, Review } from "../state/model.ts";
import { listed } from "./paging.ts";
import { pullOf } from "./pulls.ts";
import { startThread, wantedPlace } from "./review-comments.ts";
import { type Answer, ok, type RepositoryCall, type Routes, within } from "./route.ts";

const STATES = { APPROVE: "APPROVED", REQUEST_CHANGES: "CHANGES_REQUESTED", COMMENT: "COMMENTED" } as const;

export const REVIEWS: Routes = {
  "pulls/list-reviews": within(["pull_requests:read"], (call) => {
    const place = pullOf(call);
    return listed(call, place.pull.reviews, (review) => reviewShape(call.web, place, review));
  }),
  "pulls/create-review": within(["pull_requests:write"], createReview),
};

/** All comments of a review are made, or none. */
async function createReview(call: RepositoryCall): Promise<Answer> {
  try {
    return await makeReview(call);
  } catch (error) {
    throw error instanceof Refusal ? inSentences(error) : error;
  }
}

/** For reviews GitHub says in a sentence what it says in fields elsewhere, and not about which comment. */
function inSentences(refusal: Refusal): Refusal {
  const told = refusal.errors.map((error) => (typeof error === "string" ? error : (error.message ?? error.code)));
  if (told.length === 0) return refusal;
  const sentence = told.join(" and ").replaceAll("pull_request_review_thread.", "Pull request review thread ");
  return new Refusal(refusal.status, "Unprocessable Entity", [sentence.replaceAll("_", " ")]);
}

async function makeReview(call: RepositoryCall): Promise<Answer> {
  const place = pullOf(call);
  const { body, state, actor } = call;
  demandUnlocked(actor, place.conversation);
  const event = body.optionalText("event");
  if (event !== "APPROVE" && event !== "REQUEST_CHANGES" && event !== "COMMENT") {
    throw new Refusal(422, "Unprocessable Entity", ["the server for tests knows no pending review"]);
  }
  demandBody("PullRequestReview", body.optionalText("body") ?? "", {
    blank: event === "APPROVE" || body.list("comments").length > 0,
  });
  const commit = body.optionalText("commit_id") ?? place.pull.headSha;
  const wanted: { place: WantedPlace; anchor: Anchor | null; text: string }[] = [];
  for (const comment of body.list("comments")) {
    demandBody("PullRequestReviewComment", comment.text("body"));
    const at = wantedPlace(comment, commit);
    wanted.push({ place: at, anchor: await anchorOf(place, at), text: comment.text("body") });
  }
  const review: Review = {
    id: state.nextId(),
    author: actor.account,
    body: body.optionalText("body") ?? "",
    state: STATES[event],
    commit,
    submittedAt: state.now(),
  };
  place.pull.reviews.push(review);
  for (const { place: at, anchor, text } of wanted) {
    startThread(call, place, { wanted: at, anchor, body: text, reviewId: review.id });
  }
  return ok(reviewShape(call.web, place, review));
}
