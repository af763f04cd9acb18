import { describe, expect, it } from "vitest";
import { markedWithKey } from "../marker.ts";
import type { InlineComment } from "../port.ts";
import { retiredText } from "./retired.ts";
import { MOST_INLINE, planReview, type ReviewPlan } from "./review-plan.ts";
import type { Thread } from "./threads.ts";

const FILE = "environments/idfint/values.yaml";

function comment(key: string, more: Partial<InlineComment> = {}): InlineComment {
  return { key, file: FILE, side: "head", line: 7, body: `About ${key}`, ...more };
}

function thread(key: string, more: Partial<Thread> = {}, body = `About ${key}`): Thread {
  return {
    id: `T-${key}`,
    key,
    comment: { id: 1, body: markedWithKey("review", key, body), url: `https://github.com/${key}` },
    file: FILE,
    line: 7,
    side: "head",
    resolved: false,
    outdated: false,
    hidden: false,
    answered: false,
    mayResolve: true,
    mayUnresolve: true,
    ...more,
  };
}

function retired(key: string, more: Partial<Thread> = {}): Thread {
  return thread(key, more, retiredText(markedWithKey("review", key, `About ${key}`)));
}

/** The steps by the ids of what they are about. */
function outline({ keep, edit, make, surplus, retire, remove }: ReviewPlan): Record<string, readonly string[]> {
  const steps = {
    keep: keep.map((standing) => standing.thread.id),
    edit: edit.map((standing) => standing.thread.id),
    make: make.map((wanted) => wanted.comment.key),
    surplus: surplus.map((wanted) => wanted.comment.key),
    retire: retire.map(({ id }) => id),
    remove: remove.map(({ id }) => id),
  };
  return Object.fromEntries(Object.entries(steps).filter(([, step]) => step.length > 0));
}

function plan(comments: readonly InlineComment[], threads: readonly Thread[]): Record<string, readonly string[]> {
  return outline(planReview({ marker: "review", commit: "c0ffee", comments }, threads));
}

describe("github/ensure/review-plan", () => {
  it.each<[string, InlineComment[], Thread[], Record<string, string[]>]>([
    ["makes what is not there", [comment("a")], [], { make: ["a"] }],
    ["makes one of two with the same key", [comment("a"), comment("a", { body: "Other" })], [], { make: ["a"] }],
    ["leaves what is there", [comment("a")], [thread("a")], { keep: ["T-a"] }],
    ["edits what says something else", [comment("a")], [thread("a", {}, "Older")], { edit: ["T-a"] }],
    ["retires what holds no longer", [], [thread("a")], { retire: ["T-a"] }],
    ["retires once", [], [retired("a", { resolved: true })], {}],
    ["resolves what it could not resolve before", [], [retired("a")], { retire: ["T-a"] }],
    ["leaves a thread open that somebody answered in", [], [retired("a", { answered: true })], {}],
    ["leaves a thread open that it may not resolve", [], [retired("a", { mayResolve: false })], {}],
    ["leaves alone what a reader resolved and no longer holds", [], [thread("a", { resolved: true })], {}],
    ["edits what holds again", [comment("a")], [retired("a", { resolved: true })], { edit: ["T-a"] }],
    ["respects that a reader resolved it", [comment("a")], [thread("a", { resolved: true })], { keep: ["T-a"] }],
    ["tells a reader what is new", [comment("a")], [thread("a", { resolved: true }, "Older")], { edit: ["T-a"] }],
    [
      "respects that a reader minimised it",
      [comment("a")],
      [thread("a", { hidden: true }, "Older")],
      { keep: ["T-a"] },
    ],
    [
      "makes a new one where GitHub folds the old one away",
      [comment("a")],
      [thread("a", { outdated: true, line: null })],
      { make: ["a"], retire: ["T-a"] },
    ],
    [
      "makes a new one where it is about another line",
      [comment("a", { line: 9 })],
      [thread("a")],
      { make: ["a"], retire: ["T-a"] },
    ],
    [
      "makes a new one on the other side",
      [comment("a", { side: "base" })],
      [thread("a")],
      { make: ["a"], retire: ["T-a"] },
    ],
    [
      "knows the new one from the old one",
      [comment("a")],
      [retired("a", { id: "old", outdated: true, resolved: true }), thread("a")],
      { keep: ["T-a"] },
    ],
    [
      "makes none where a reader resolved the same before the line moved",
      [comment("a")],
      [thread("a", { outdated: true, resolved: true })],
      { keep: ["T-a"] },
    ],
    [
      "makes a new one where it resolved the outdated one itself",
      [comment("a")],
      [retired("a", { outdated: true, resolved: true })],
      { make: ["a"] },
    ],
    [
      "removes what stands twice",
      [comment("a")],
      [thread("a", { id: "first" }), thread("a", { id: "second" })],
      { keep: ["first"], remove: ["second"] },
    ],
    [
      "keeps what stands twice where somebody answered",
      [comment("a")],
      [thread("a", { id: "first" }), thread("a", { id: "second", answered: true })],
      { keep: ["first"], retire: ["second"] },
    ],
  ])("%s", (_, ...[comments, threads, expected]) => {
    expect(plan(comments, threads)).toEqual(expected);
  });

  it("lets no more stand than a reader wants to see, the first ones first", () => {
    const comments = Array.from({ length: MOST_INLINE + 2 }, (_, index) => comment(`k${index}`));
    const { make, surplus, keep } = plan(comments, [thread("k31")]);
    expect([make?.length, surplus, keep]).toEqual([MOST_INLINE - 1, ["k29", "k30"], ["T-k31"]]);
  });
});
