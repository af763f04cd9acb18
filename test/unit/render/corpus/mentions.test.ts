import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { listChartFiles } from "../../../../src/render/files.ts";
import { createMentions, type Mentions, readChartTexts } from "../../../../src/render/probing/mentions/index.ts";
import { chartTree } from "../chart-tree.ts";
import { type CorpusChart, generateCorpus, leavesOf, nameOf } from "./charts.ts";
import { CORPUS } from "./corpus.ts";
import { linkedCharts } from "./oracle.ts";

describe("render/corpus: which values the templates speak of", () => {
  it.for(generateCorpus(CORPUS.seed, CORPUS.times))("$name", async (chart) => {
    await using tree = await chartTree({ ...chart.files, ...linkedCharts(chart) });
    const mentions = await mentionsOf(chart, tree.root);
    const read = chart.fragments.flatMap(({ links, still, dormant }) => [
      ...links.map(({ leaf }) => leaf),
      ...still,
      ...dormant.map(({ leaf }) => leaf),
    ]);
    const unread = chart.fragments.flatMap((fragment) => fragment.unread);
    expect(read.filter((leaf) => !mentions.speaksOf(leaf)).map((leaf) => nameOf(chart, leaf))).toEqual([]);
    expect(unread.filter((leaf) => mentions.speaksOf(leaf)).map((leaf) => nameOf(chart, leaf))).toEqual([]);
  });
});

async function mentionsOf(chart: CorpusChart, root: string): Promise<Mentions> {
  const files = await listChartFiles(join(root, chart.application.chart), [root]);
  const texts = leavesOf(chart.values).flatMap(({ value }) =>
    typeof value === "string" && value.includes("{{") ? [value] : [],
  );
  return createMentions(await readChartTexts(files), texts);
}
