import { markedWithKey, sameText } from "../marker.ts";
import type { InlineComment, InlineReview } from "../port.ts";
import { type Retirement, retirementOf } from "./retired.ts";
import type { Thread } from "./threads.ts";

/** What is done for a review, in this order. Every comment that is wanted is in one of the first four. */
export interface ReviewPlan {
  /** It stands as it should, or a reader put it away deliberately. */
  readonly keep: readonly Standing[];
  readonly edit: readonly Standing[];
  readonly make: readonly Wanted[];
  /** More than a reader wants to see: those that matter least. */
  readonly surplus: readonly InlineComment[];
  /** They no longer hold, hold elsewhere, or are surplus by now. */
  readonly retire: readonly Retiring[];
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

export interface Retiring {
  readonly thread: Thread;
  readonly retirement: Retirement;
}

/** Inline comments that stand at once; the comment on the pull request names all. */
export const MOST_INLINE = 30;

/** Pure: from the threads there are, and the comments that are wanted, to what is done. The first comments stand. */
export function planReview({ marker, comments }: InlineReview, threads: readonly Thread[]): ReviewPlan {
  const plan: Draft = { keep: [], edit: [], make: [], retire: [], remove: [] };
  const byKey = Map.groupBy(threads, ({ key }) => key);
  const wanted = [...Map.groupBy(comments, ({ key }) => key).values()].flatMap((same) => same.slice(0, 1));
  const surplus = wanted.slice(MOST_INLINE);
  for (const comment of wanted.slice(0, MOST_INLINE)) {
    const text = markedWithKey(marker, comment.key, comment.body);
    place({ comment, text }, byKey.get(comment.key) ?? [], plan);
  }
  for (const comment of surplus) outrank(comment, byKey.get(comment.key) ?? [], plan);
  const keys = new Set(wanted.map(({ key }) => key));
  for (const thread of threads) if (!keys.has(thread.key)) retire(thread, "gone", plan);
  return { ...plan, surplus };
}

interface Draft {
  readonly keep: Standing[];
  readonly edit: Standing[];
  readonly make: Wanted[];
  readonly retire: Retiring[];
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
    if (other.answered) retire(other, "gone", plan);
    else plan.remove.push(other);
  }
  for (const old of elsewhere) if (old !== thread) retire(old, "gone", plan);
}

/** What holds but has no place. A thread that it left behind on another line says already what became of it. */
function outrank(comment: InlineComment, threads: readonly Thread[], plan: Draft): void {
  for (const thread of threads) {
    const before = standsAt(thread, comment) ? null : retirementOf(thread.comment.body);
    retire(thread, before ?? "outranked", plan);
  }
}

function retire(thread: Thread, retirement: Retirement, plan: Draft): void {
  if (isLeft(thread, retirement)) plan.retire.push({ thread, retirement });
}

/** Whether readers see the thread on the line that the comment is about. */
export function standsAt(thread: Thread, { file, line, side }: InlineComment): boolean {
  return !thread.outdated && thread.file === file && thread.line === line && thread.side === side;
}

/** A reader resolved exactly this; when we resolve one, its text says that it no longer holds. */
function isPutAway(thread: Thread, { text }: Wanted): boolean {
  return (thread.resolved || thread.hidden) && sameText(thread.comment.body, text);
}

/** Something is left to do so that the thread claims nothing but this. */
function isLeft({ comment, resolved, hidden, answered, mayResolve }: Thread, retirement: Retirement): boolean {
  if (hidden) return false;
  const before = retirementOf(comment.body);
  if (before === null) return !resolved;
  return before !== retirement || (!resolved && !answered && mayResolve);
}

function parted<T>(all: readonly T[], belongs: (item: T) => boolean): [T[], T[]] {
  return [all.filter(belongs), all.filter((item) => !belongs(item))];
}
