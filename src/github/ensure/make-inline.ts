import type { Context } from "../context.ts";
import { failureOf, SkippedWrite, statusOf } from "../failure.ts";
import type { InlineComment, InlineReview, Written } from "../port.ts";
import { makeOnce } from "../writer.ts";
import { attempt, type Done, notWritten } from "../written.ts";
import { inlineTarget } from "./inline-target.ts";
import { standsAt, type Wanted } from "./review-plan.ts";
import { ownThreads, type Thread } from "./threads.ts";

export interface InlineWork {
  readonly number: number;
  readonly review: InlineReview;
  readonly wanted: readonly Wanted[];
}

/**
 * Makes new inline comments: all in one review, which notifies people once. GitHub refuses a whole review for one line
 * that is not in the diff; then each is made by itself, and those that it refuses are skipped.
 */
export async function makeInline(context: Context, work: InlineWork): Promise<readonly Written[]> {
  if (work.wanted.length === 0) return [];
  try {
    return await makeReview(context, work);
  } catch (error) {
    if (statusOf(error) !== 422) return work.wanted.map(({ comment }) => notWritten(error, inlineTarget(comment)));
  }
  const written: Written[] = [];
  for (const wanted of work.wanted) written.push(await makeSingle(context, work, wanted));
  return written;
}

async function makeReview(context: Context, { number, review, wanted }: InlineWork): Promise<readonly Written[]> {
  const { octokit, place } = context;
  const comments = wanted.map(({ comment, text }) => ({ ...positionOf(comment), body: text }));
  const made = await makeOnce<ReadonlyMap<string, Done> | string>(
    {
      what: `comment on ${wanted.length} lines of #${number}`,
      make: async () => {
        const options = {
          ...place,
          pull_number: number,
          commit_id: review.commit,
          event: "COMMENT",
          comments,
        } as const;
        return (await octokit.rest.pulls.createReview(options)).data.html_url;
      },
      look: () => findMade(context, { number, review, wanted }),
    },
    context,
  );
  return wanted.map(({ comment }) => {
    const done = typeof made === "string" ? { ...NOWHERE, url: made } : (made.get(comment.key) ?? NOWHERE);
    return { what: inlineTarget(comment).what, ...done, why: null };
  });
}

const NOWHERE: Done = { outcome: "created", url: null, id: null };

/** A review is made whole or not at all, so that one of its comments stands for all. */
async function findMade(
  context: Context,
  { number, review, wanted }: InlineWork,
): Promise<ReadonlyMap<string, Done> | null> {
  const threads = await ownThreads(context, number, review.marker);
  const found = new Map<string, Done>();
  for (const { comment } of wanted) {
    const thread = threads.find((candidate) => isFor(candidate, comment));
    if (thread !== undefined) found.set(comment.key, doneAt(thread));
  }
  return found.size === 0 ? null : found;
}

function makeSingle(context: Context, { number, review }: InlineWork, { comment, text }: Wanted): Promise<Written> {
  const { octokit, place } = context;
  const options = { ...place, pull_number: number, commit_id: review.commit, ...positionOf(comment), body: text };
  return attempt(inlineTarget(comment), () =>
    makeOnce<Done>(
      {
        what: `comment on ${comment.file}:${comment.line} of #${number}`,
        make: async () => {
          try {
            const { data } = await octokit.rest.pulls.createReviewComment(options);
            return { outcome: "created", url: data.html_url, id: data.id };
          } catch (error) {
            throw statusOf(error) === 422 ? refusedLine(error) : error;
          }
        },
        look: async () => {
          const threads = await ownThreads(context, number, review.marker);
          const thread = threads.find((candidate) => isFor(candidate, comment));
          return thread === undefined ? null : doneAt(thread);
        },
      },
      context,
    ),
  );
}

function refusedLine(error: unknown): SkippedWrite {
  return new SkippedWrite(`GitHub takes no comment on this line (it says: ${failureOf(error)?.message ?? ""})`);
}

function isFor(thread: Thread, comment: InlineComment): boolean {
  return thread.key === comment.key && standsAt(thread, comment);
}

function doneAt({ comment }: Thread): Done {
  return { outcome: "created", url: comment.url, id: comment.id };
}

function positionOf({ file, line, side }: InlineComment): { path: string; line: number; side: "LEFT" | "RIGHT" } {
  return { path: file, line, side: side === "base" ? "LEFT" : "RIGHT" };
}
