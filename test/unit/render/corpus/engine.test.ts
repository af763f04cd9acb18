import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Renderer, Trace } from "../../../../src/render/index.ts";
import { chartTree, newRenderer } from "../chart-tree.ts";
import { type CorpusChart, generateCorpus } from "./charts.ts";
import { CORPUS } from "./corpus.ts";
import { type Judgement, judge } from "./judge.ts";

/** At least this part of the true arrows must be found. */
const LEAST_FOUND = 0.98;

describe("render/corpus: what probing finds", () => {
  const charts = generateCorpus(CORPUS.seed, CORPUS.times);
  const judgements: Judgement[] = [];
  const traces: Trace[] = [];
  let cacheDir: string;
  let renderer: Renderer;

  beforeAll(async () => {
    cacheDir = await mkdtemp(join(tmpdir(), "holdfast-corpus-"));
    renderer = await newRenderer(cacheDir);
  });

  afterAll(async () => {
    await renderer.dispose();
    await rm(cacheDir, { recursive: true });
  });

  it.for(charts)(
    "$name: nothing wrong, and what is not found is not taken for unread",
    { timeout: 120_000 },
    async (chart) => {
      const trace = await traceOf(chart, renderer);
      const judgement = judge(chart, trace);
      traces.push(trace);
      judgements.push(judgement);
      expect(judgement.wrong).toEqual([]);
      expect(judgement.misjudged).toEqual([]);
    },
  );

  it("finds nearly all", () => {
    const [pairs, found, wrong] = [
      sum(({ pairs: all }) => all),
      sum((one) => one.found),
      sum((one) => one.wrong.length),
    ];
    const renders = traces.reduce((total, { cost }) => total + cost.renders, 0);
    const leaves = traces.reduce((total, { cost }) => total + cost.leaves, 0);
    const cost = `${leaves} leaves, ${renders} renders, batch factor ${(leaves / renders).toFixed(1)}`;
    const missed = judgements.flatMap((one) => one.missed).map((line) => `${line}\n`);
    process.stdout.write(`corpus: ${pairs} pairs, ${found} found, ${wrong} wrong; ${cost}\n${missed.join("")}`);
    expect(found / pairs).toBeGreaterThanOrEqual(LEAST_FOUND);
  });

  function sum(count: (judgement: Judgement) => number): number {
    return judgements.reduce((total, one) => total + count(one), 0);
  }
});

async function traceOf(chart: CorpusChart, renderer: Renderer): Promise<Trace> {
  await using tree = await chartTree(chart.files);
  const trace = await renderer.trace(chart.application, tree, { of: "everything" });
  if (!trace.ok) throw new Error(`${trace.failure.what}: ${trace.failure.why}`);
  return trace.value;
}
