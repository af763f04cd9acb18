import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ControlPlane, startControlPlane } from "../kube/index.ts";
import { findTruth, type Truth } from "./truth.ts";

const NOTHING_WRONG = { falsePositives: 0, falseNegatives: 0, wrongAttributions: 0, wrongLayers: 0, failures: [] };

describe("the truth table", () => {
  let plane: ControlPlane;
  let truth: Truth;

  beforeAll(async () => {
    plane = await startControlPlane({ controllerManager: true });
    truth = await findTruth({ plane, seed: 20261124, progress: () => undefined, only: null });
  }, 900_000);
  afterAll(() => plane.stop());

  it("does every mutation, at least 200 over every kind that the charts render", () => {
    expect(truth.failed).toEqual([]);
    expect(truth.scores.map(({ mutations }) => mutations >= 200)).toEqual(truth.scores.map(() => true));
    expect([...truth.kinds.values()].filter((count) => count < 5)).toEqual([]);
  });

  it("finds nothing in a clean environment, neither before nor after the silent mutations", () => {
    expect(truth.unclean).toEqual([]);
  });

  it("holds for both engines and all four ways of deploying", () => {
    expect(truth.scores).toHaveLength(8);
    for (const score of truth.scores) expect(score).toMatchObject(NOTHING_WRONG);
  });

  it("is the same for both engines", () => {
    expect(truth.disagreements).toEqual([]);
  });
});
