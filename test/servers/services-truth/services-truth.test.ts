import { beforeAll, describe, expect, it } from "vitest";
import { findTruth, type Truth } from "./truth.ts";

const NOTHING_WRONG = {
  ...{ falsePositives: 0, falseNegatives: 0, wrongBreakPoints: 0, wrongConsequences: 0, wrongVerdicts: 0 },
  failures: [],
};

describe("the truth table of services", () => {
  let truth: Truth;

  beforeAll(async () => {
    truth = await findTruth({ progress: () => undefined, only: null });
  }, 1_800_000);

  it("does every mutation, at least 120, and takes each back", () => {
    expect(truth.failed).toEqual([]);
    expect(truth.scores.reduce((sum, { mutations }) => sum + mutations, 0)).toBeGreaterThanOrEqual(120);
  });

  it("finds nothing where all is as git says", () => {
    expect(truth.unclean).toEqual([]);
  });

  it("finds what is wrong, names the arrow that broke and folds what follows", () => {
    expect(truth.scores.map(({ theme, ...score }) => ({ theme, ...score }))).toEqual(
      truth.scores.map(({ theme, mutations }) => ({ theme, mutations, ...NOTHING_WRONG })),
    );
  });
});
