import { markedWithKey, sameText } from "../marker.ts";
import type { InlineComment, InlineReview } from "../port.ts";
import { isRetired } from "./retired.ts";
import type { Thread } from "./threads.ts";

/** What is done for a review, in this order. Every comment that is wanted is in one of the first four. */
export interface ReviewPlan {
  /** It stands as it should, or a reader put it away deliberately. */
  readonly keep: readonly Standing[];
  readonly edit: readonly Standing[];
  readonly make: readonly Wanted[];
  /** More than a reader wants to see. */
  readonly surplus: readonly Wanted[];
  /** They no longer hold, or hold elsewhere. */
  readonly retire: readonly Thread[];
  /** What an earlier race made twice. */
  readonly remove: readonly Thread[];
}

export interface Wanted {
  readonly comment: InlineComment;
  /** Its body with the marker. */
  readonly text: string;
}

export interface Standing extends Wanted {
  readonly thread: Thread;
}

/** Inline comments that stand at once; the comment on the pull request names all. */
export const MOST_INLINE = 30;

/** Pure: from the threads there are, and the comments that are wanted, to what is done. */
export function planReview({ marker, comments }: InlineReview, threads: readonly Thread[]): ReviewPlan {
  const plan: Draft = { keep: [], edit: [], make: [], retire: [], remove: [] };
  const byKey = Map.groupBy(threads, ({ key }) => key);
  const wanted = new Map(comments.toReversed().map((comment) => [comment.key, comment]));
  for (const comment of comments) {
    if (wanted.get(comment.key) !== comment) continue;
    const text = markedWithKey(marker, comment.key, comment.body);
    place({ comment, text }, byKey.get(comment.key) ?? [], plan);
  }
  for (const thread of threads) if (!wanted.has(thread.key) && isLeft(thread)) plan.retire.push(thread);
  const room = Math.max(0, MOST_INLINE - plan.keep.length - plan.edit.length);
  return { ...plan, make: plan.make.slice(0, room), surplus: plan.make.slice(room) };
}

interface Draft {
  readonly keep: Standing[];
  readonly edit: Standing[];
  readonly make: Wanted[];
  readonly retire: Thread[];
  readonly remove: Thread[];
}

/** One wanted comment among the threads of its key. */
function place(wanted: Wanted, threads: readonly Thread[], plan: Draft): void {
  const [here, elsewhere] = parted(threads, (thread) => standsAt(thread, wanted.comment));
  const thread = here.find(({ resolved }) => !resolved) ?? here[0] ?? elsewhere.find((old) => isPutAway(old, wanted));
  if (thread === undefined) plan.make.push(wanted);
  else if (thread.hidden || sameText(thread.comment.body, wanted.text)) plan.keep.push({ ...wanted, thread });
  else plan.edit.push({ ...wanted, thread });
  for (const other of here) {
    if (other === thread) continue;
    if (other.answered) plan.retire.push(other);
    else plan.remove.push(other);
  }
  plan.retire.push(...elsewhere.filter((old) => old !== thread && isLeft(old)));
}

/** Whether readers see the thread on the line that the comment is about. */
export function standsAt(thread: Thread, { file, line, side }: InlineComment): boolean {
  return !thread.outdated && thread.file === file && thread.line === line && thread.side === side;
}

/** A reader resolved exactly this; when we resolve one, its text says that it no longer holds. */
function isPutAway(thread: Thread, { text }: Wanted): boolean {
  return (thread.resolved || thread.hidden) && sameText(thread.comment.body, text);
}

/** Something is left to do so that the thread no longer claims anything. */
function isLeft({ comment, resolved, hidden, answered, mayResolve }: Thread): boolean {
  if (resolved || hidden) return false;
  return !isRetired(comment.body) || (!answered && mayResolve);
}

function parted<T>(all: readonly T[], belongs: (item: T) => boolean): [T[], T[]] {
  return [all.filter(belongs), all.filter((item) => !belongs(item))];
}
