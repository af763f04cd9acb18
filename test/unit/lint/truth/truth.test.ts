import { beforeAll, describe, expect, it } from "vitest";
import { HAS_PHALANX } from "../../../servers/phalanx/lab/tree.ts";
import { DEFAULT_SEED, lintTruth } from "./run.ts";
import { printed, shareFound } from "./table.ts";
import type { Truth } from "./truth.ts";

const LEAST_FOUND = 0.9;
const MANY = 200;

describe("the mutation truth of lint", () => {
  let example: Truth;
  let truths: readonly Truth[];

  beforeAll(async () => {
    const found = await lintTruth(DEFAULT_SEED, () => undefined);
    example = found.example;
    truths = found.phalanx === null ? [example] : [example, found.phalanx];
    process.stdout.write(`${printed(truths)}\n`);
  }, 1_800_000);

  it("finds nothing in the example environments as they are", () => {
    expect(example.alarms.map(({ message }) => message)).toEqual([]);
  });

  it(`finds at least ${LEAST_FOUND * 100} % of the mistakes`, () => {
    const outcomes = truths.flatMap((truth) => truth.outcomes);
    expect(shareFound(outcomes)).toBeGreaterThanOrEqual(LEAST_FOUND);
  });

  const where = HAS_PHALANX
    ? "in the example and in Phalanx"
    : "in the example; Phalanx did not run, its archive is not there";
  it(`makes many mistakes, ${where}`, () => {
    expect(truths).toHaveLength(HAS_PHALANX ? 2 : 1);
    expect(truths.flatMap((truth) => truth.outcomes).length).toBeGreaterThanOrEqual(HAS_PHALANX ? MANY : MANY / 2);
  });
});
