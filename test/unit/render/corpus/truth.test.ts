import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Renderer } from "../../../../src/render/index.ts";
import type { JsonObject, Path } from "../../../../src/vocabulary/index.ts";
import { chartTree, newRenderer } from "../chart-tree.ts";
import { MARK, withOther, withOtherKey, withValue } from "./change.ts";
import { type CorpusChart, generateCorpus, leavesOf, nameOf } from "./charts.ts";
import { CORPUS } from "./corpus.ts";
import { type Fragment, keyOf, type TrueLink } from "./fragment.ts";
import { linkedCharts, type Moved, movedFields, type Objects, renderDirectly } from "./oracle.ts";

/** A leaf or key that is changed by itself, and what is said to move then. */
interface Experiment {
  readonly fragment: Fragment;
  readonly name: string;
  readonly of: "value" | "key";
  readonly leaf: Path;
  readonly links: readonly TrueLink[];
}

describe("render/corpus: what is said of it is true", () => {
  const charts = generateCorpus(CORPUS.seed, CORPUS.times);
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

  it("says something of every leaf", () => {
    const unnamed = charts.flatMap((chart) => {
      const said = new Set(chart.fragments.flatMap(leavesSpokenOf).map(keyOf));
      return leavesOf(chart.values)
        .filter(({ path }) => !said.has(keyOf(path)))
        .map(({ path }) => nameOf(chart, path));
    });
    expect(unnamed).toEqual([]);
    expect(charts.flatMap(({ fragments }) => fragments.flatMap(({ links }) => links)).length).toBeGreaterThan(300);
  });

  it.concurrent.for(charts)("$name renders the same from its sources", { timeout: 120_000 }, async (chart) => {
    await using tree = await chartTree(chart.files);
    const rendering = await renderer.render(chart.application, tree);
    await using copy = await chartTree({ ...chart.files, ...linkedCharts(chart) });
    const direct = await renderDirectly(join(copy.root, chart.application.chart), chart.values, `${chart.name}.same`);
    expect(rendering).toMatchObject({ ok: true });
    const rendered = rendering.ok ? rendering.value.objects.map(({ object }) => object) : [];
    const unstable = unstableOf(chart);
    const moved = movedFields(direct, new Map(rendered.map((one) => [`${one.kind}/${one.metadata.name}`, one])));
    expect(moved.filter((field) => !unstable.includes(field))).toEqual([]);
  });

  it.concurrent.for(charts)("$name moves exactly what it should", { timeout: 120_000 }, async (chart) => {
    await using tree = await chartTree({ ...chart.files, ...linkedCharts(chart) });
    const render = (values: JsonObject, label: string): Promise<Objects> =>
      renderDirectly(join(tree.root, chart.application.chart), values, `${chart.name}.${label}`);
    const base = await render(chart.values, "base");
    const faults: string[] = [];
    for (const [round, experiments] of roundsOf(chart).entries()) {
      const after = await render(
        experiments.reduce((values, one) => changeOne(values, one, chart), chart.values),
        String(round),
      );
      faults.push(...judge(chart, experiments, movedFields(base, after)));
    }
    expect(faults).toEqual([]);
  });

  it.concurrent.for(charts.filter(({ fragments }) => fragments.some(({ dormant }) => dormant.length > 0)))(
    "$name wakes what is dormant",
    { timeout: 120_000 },
    async (chart) => {
      await using tree = await chartTree({ ...chart.files, ...linkedCharts(chart) });
      const folder = join(tree.root, chart.application.chart);
      for (const fragment of chart.fragments) {
        for (const { leaf, switchedBy, on } of fragment.dormant) {
          const awake = withValue(chart.values, switchedBy, () => on);
          const before = await renderDirectly(folder, awake, `${chart.name}.awake`);
          const after = await renderDirectly(folder, withOther(awake, leaf, fragment), `${chart.name}.woken`);
          expect({ leaf: nameOf(chart, leaf), moved: movedFields(before, after).length > 0 }).toMatchObject({
            moved: true,
          });
        }
      }
    },
  );
});

function leavesSpokenOf({ links, unread, still, dormant }: Fragment): Path[] {
  const linked = links.filter(({ of }) => of === "value").map(({ leaf }) => leaf);
  return [...linked, ...unread, ...still, ...dormant.map(({ leaf }) => leaf)];
}

/** One experiment of each fragment at a time: fragments share no object. */
function roundsOf(chart: CorpusChart): Experiment[][] {
  const all = chart.fragments.map(experimentsOf);
  const most = Math.max(...all.map(({ length }) => length));
  return Array.from({ length: most }, (_, round) => all.flatMap((experiments) => experiments[round] ?? []));
}

function experimentsOf(fragment: Fragment): Experiment[] {
  const silent = [...fragment.unread, ...fragment.still, ...fragment.dormant.map(({ leaf }) => leaf)];
  const groups = Map.groupBy(fragment.links, ({ of, leaf }) => `${of} ${keyOf(leaf)}`);
  const linked = [...groups.values()].flatMap((links) => {
    const [first] = links;
    return first === undefined ? [] : [{ fragment, name: fragment.construct, of: first.of, leaf: first.leaf, links }];
  });
  const quiet = silent
    .filter((leaf) => !groups.has(`value ${keyOf(leaf)}`) && !isEmptyOf(fragment, leaf))
    .map((leaf) => ({ fragment, name: fragment.construct, of: "value" as const, leaf, links: [] }));
  return [...linked, ...quiet];
}

/** A leaf without a value of which there is another one. */
function isEmptyOf(fragment: Fragment, leaf: Path): boolean {
  const value = leavesOf(fragment.values).find(({ path }) => keyOf(path) === keyOf(leaf))?.value;
  return value === null && !fragment.changes.has(keyOf(leaf));
}

function changeOne(values: JsonObject, { of, leaf, fragment }: Experiment, { defaults }: CorpusChart): JsonObject {
  return of === "key" ? withOtherKey(values, leaf, defaults) : withOther(values, leaf, fragment);
}

function judge(chart: CorpusChart, experiments: readonly Experiment[], moved: readonly Moved[]): string[] {
  const links = experiments.flatMap((one) => one.links);
  const allowed = new Set([
    ...links.map(movedBy),
    ...links.filter(({ of }) => of === "key").map((link) => `+${movedBy(link)}${MARK}`),
    ...unstableOf(chart),
  ]);
  const wrong = moved
    .filter((field) => !allowed.has(field))
    .map(
      (field) =>
        `${field} is moved by one of: ${experiments
          .filter(({ fragment }) => field.includes(fragment.id))
          .map(({ leaf }) => nameOf(chart, leaf))
          .join(", ")}`,
    );
  const missing = links
    .filter((link) => !link.optional && !moved.includes(movedBy(link)))
    .map((link) => `${movedBy(link)} is not moved by ${nameOf(chart, link.leaf)}`);
  return [...wrong, ...missing];
}

function movedBy({ resource, pointer, present }: TrueLink): Moved {
  return `${present ? "" : "+"}${resource} ${pointer}`;
}

function unstableOf({ fragments }: CorpusChart): Moved[] {
  return fragments.flatMap(({ unstable }) => unstable.map(({ resource, pointer }) => `${resource} ${pointer}`));
}
