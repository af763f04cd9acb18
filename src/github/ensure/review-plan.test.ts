import { describe, expect, it } from "vitest";
import { markedWithKey } from "../marker.ts";
import type { InlineComment } from "../port.ts";
import { type Retirement, retiredText } from "./retired.ts";
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
  return thread(key, more, bodyFor(key, "gone"));
}

function outranked(key: string, more: Partial<Thread> = {}): Thread {
  return thread(key, more, bodyFor(key, "outranked"));
}

function bodyFor(key: string, retirement: Retirement): string {
  return retiredText(markedWithKey("review", key, `About ${key}`), retirement);
}

/** Comments that fill every place there is. */
function full(start: string): InlineComment[] {
  return Array.from({ length: MOST_INLINE }, (_, index) => comment(`${start}${index}`));
}

/** The steps by the ids of what they are about. */
function outline({ keep, edit, make, surplus, retire, remove }: ReviewPlan): Record<string, readonly string[]> {
  const idsOf = (reason: Retirement): string[] =>
    retire.filter(({ retirement }) => retirement === reason).map(({ thread: { id } }) => id);
  const steps = {
    keep: keep.map((standing) => standing.thread.id),
    edit: edit.map((standing) => standing.thread.id),
    make: make.map((wanted) => wanted.comment.key),
    surplus: surplus.map(({ key }) => key),
    retire: idsOf("gone"),
    outrank: idsOf("outranked"),
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
    const { make, ...others } = plan([...full("k"), comment("last"), comment("k0"), comment("k3")], [thread("last")]);
    expect(make).toEqual(full("k").map(({ key }) => key));
    expect(others).toEqual({ surplus: ["last"], outrank: ["T-last"] });
  });

  it("makes room for what matters more than all that stand", () => {
    const low = full("low");
    const { make, surplus, outrank, retire, keep } = plan(
      [comment("high"), ...low],
      low.map(({ key }) => thread(key)),
    );
    expect([make, surplus, outrank, retire, keep?.length]).toEqual([
      ["high"],
      ["low29"],
      ["T-low29"],
      undefined,
      MOST_INLINE - 1,
    ]);
  });

  it.each([1, 20, 25, 29, 30, 60])("says of none that holds that it holds no longer where %i come before", (count) => {
    const low = full("low");
    const high = Array.from({ length: count }, (_, index) => comment(`high${index}`));
    const step = plan(
      [...high, ...low],
      low.map(({ key }) => thread(key)),
    );
    const left = Math.max(0, MOST_INLINE - count);
    expect(step["retire"]).toBeUndefined();
    expect(step["outrank"]).toEqual(low.slice(left).map(({ key }) => `T-${key}`));
    expect((step["make"] ?? []).length + (step["keep"] ?? []).length).toBe(MOST_INLINE);
    expect(step["surplus"]).toHaveLength(count);
  });

  it.each<[string, Thread, Record<string, string[]>]>([
    ["is put away once", outranked("a", { resolved: true }), {}],
    ["is left to the reader who resolved it", thread("a", { resolved: true }), {}],
    ["is left to the reader who minimised it", thread("a", { hidden: true }), {}],
    ["is left open where somebody answered", outranked("a", { answered: true }), {}],
    ["is put away where it moved", thread("a", { outdated: true, line: null }), { outrank: ["T-a"] }],
    ["leaves alone what it left behind", retired("a", { outdated: true, resolved: true }), {}],
    ["no longer says that it does not hold", retired("a", { resolved: true }), { outrank: ["T-a"] }],
  ])("has no place and %s", (_, old, expected) => {
    const { make, surplus, ...others } = plan([...full("k"), comment("a")], [old]);
    expect([make?.length, surplus, others]).toEqual([MOST_INLINE, ["a"], expected]);
  });

  it("brings back what has a place again, and says of the rest when it holds no longer", () => {
    const old = [outranked("a", { resolved: true }), outranked("b", { resolved: true })];
    expect(plan([comment("a")], old)).toEqual({ edit: ["T-a"], retire: ["T-b"] });
  });
});
