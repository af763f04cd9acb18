import type { Context } from "../context.ts";
import type { InlineReview, PullRequest, Written } from "../port.ts";
import { type Done, notWritten } from "../written.ts";
import { inlineTarget } from "./inline-target.ts";
import { makeInline } from "./make-inline.ts";
import { MOST_INLINE, planReview, type ReviewPlan, type Standing } from "./review-plan.ts";
import { editThread, removeThread, retireThread } from "./thread-writes.ts";
import { ownThreads } from "./threads.ts";

/** All inline comments of a review: each is there once, on its line, and says what holds now. */
export async function ensureReviewComments(
  context: Context,
  pullRequest: PullRequest,
  review: InlineReview,
): Promise<readonly Written[]> {
  const { number, fork } = pullRequest;
  if (fork) return [skipped("inline comments", "the pull request comes from a fork, for which nothing is written")];
  let plan: ReviewPlan;
  try {
    plan = planReview(review, await ownThreads(context, number, review.marker));
  } catch (error) {
    return [
      notWritten(error, {
        what: "inline comments",
        doing: `read the review threads of #${number}`,
        permission: "pull-requests: write",
      }),
    ];
  }
  return carryOut(context, { number, review, plan });
}

interface Work {
  readonly number: number;
  readonly review: InlineReview;
  readonly plan: ReviewPlan;
}

/** New comments come last: where the run is cut off before, nothing stands twice. */
async function carryOut(context: Context, { number, review, plan }: Work): Promise<readonly Written[]> {
  const written: Written[] = plan.keep.map(unchanged);
  for (const thread of plan.remove) written.push(await removeThread(context, thread));
  for (const retiring of plan.retire) written.push(await retireThread(context, retiring, review.marker));
  for (const standing of plan.edit) written.push(await editThread(context, standing));
  written.push(...(await makeInline(context, { number, review, wanted: plan.make })));
  const { length } = plan.surplus;
  if (length > 0) written.push(skipped(`${length} more inline comments`, `a review has ${MOST_INLINE} at most`));
  return written;
}

function unchanged({ thread, comment }: Standing): Written {
  const done: Done = { outcome: "unchanged", url: thread.comment.url, id: thread.comment.id };
  return { what: inlineTarget(comment).what, ...done, why: null };
}

function skipped(what: string, why: string): Written {
  return { what, outcome: "skipped", url: null, id: null, why };
}
