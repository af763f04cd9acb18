import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RenderedField, Renderer, Trace, TraceWish } from "../../../../src/render/index.ts";
import {
  isJsonObject,
  type Json,
  type KubernetesObject,
  type Path,
  resourceOf,
  toPointer,
} from "../../../../src/vocabulary/index.ts";
import { chartTree, newRenderer } from "../chart-tree.ts";
import { type CorpusChart, generateCorpus, nameOf } from "./charts.ts";
import { CORPUS } from "./corpus.ts";
import { keyOf, type TrueLink } from "./fragment.ts";
import { Random } from "./random.ts";

/** How many charts are asked. */
const CHARTS = 6;

describe("render/corpus: what is asked of probing", () => {
  const charts = generateCorpus(CORPUS.seed, CORPUS.times).slice(0, CHARTS);
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

  it.for(charts)("$name: a cause of each field", { timeout: 120_000 }, async (chart) => {
    const asked = someLinks(chart);
    const trace = await ask(chart, async (objects) => ({
      of: "fields",
      fields: asked.map((link) => fieldOf(link, objects)),
    }));
    const said = trace.leaves.flatMap(({ leaf, of, links }) =>
      links.filter(() => of === "value").map((link) => ({ title: saidOf(chart, leaf, link), field: placeOf(link) })),
    );
    const found = new Set(said.map(({ field }) => field));
    expect(asked.map(({ resource, pointer }) => `${resource} ${pointer}`).filter((field) => !found.has(field))).toEqual(
      [],
    );
    const truth = chart.fragments.flatMap(({ links }) => links.map((link) => titleOf(chart, link)));
    expect(said.map(({ title }) => title).filter((title) => !truth.includes(title))).toEqual([]);
  });

  it.for(charts)("$name: what some leaves move", { timeout: 120_000 }, async (chart) => {
    const [fragment] = chart.fragments;
    if (fragment === undefined) throw new Error("a chart without fragments");
    const trace = await ask(chart, async () => ({
      of: "leaves",
      paths: Object.keys(fragment.values).map((key) => [key]),
    }));
    const roots = new Set(trace.leaves.map(({ leaf }) => leaf[0]));
    expect([...roots].filter((root) => typeof root !== "string" || !(root in fragment.values))).toEqual([]);
    const values = new Set(trace.leaves.filter(({ of }) => of === "value").map(({ leaf }) => keyOf(leaf)));
    const linked = fragment.links.filter(({ of }) => of === "value").map(({ leaf }) => keyOf(leaf));
    expect(linked.filter((leaf) => !values.has(leaf))).toEqual([]);
  });

  async function ask(
    chart: CorpusChart,
    wish: (objects: ReadonlyMap<string, KubernetesObject>) => Promise<TraceWish>,
  ): Promise<Trace> {
    await using tree = await chartTree(chart.files);
    const rendering = await renderer.render(chart.application, tree);
    const objects = rendering.ok ? rendering.value.objects.map(({ object }) => object) : [];
    const byName = new Map(objects.map((object) => [`${object.kind}/${object.metadata.name}`, object] as const));
    const trace = await renderer.trace(chart.application, tree, await wish(byName));
    if (!trace.ok) throw new Error(`${trace.failure.what}: ${trace.failure.why}`);
    return trace.value;
  }
});

/** Of a chart that refuses a value, the fields that it moves cannot be traced to it. */
function someLinks(chart: CorpusChart): TrueLink[] {
  const certain = chart.fragments
    .filter(({ construct }) => construct !== "values that the chart refuses")
    .flatMap(({ links }) => links)
    .filter(({ of, present, optional, pointer }) => of === "value" && present && !optional && pointer !== "");
  return new Random(certain.length).shuffle(certain).slice(0, 4);
}

function titleOf(chart: CorpusChart, { leaf, resource, pointer }: TrueLink): string {
  return `${nameOf(chart, leaf)} ${resource} ${pointer}`;
}

function saidOf(chart: CorpusChart, leaf: Path, link: RenderedField): string {
  return `${nameOf(chart, leaf)} ${placeOf(link)}`;
}

function placeOf({ resource, path }: RenderedField): string {
  return `${resource.kind}/${resource.name} ${toPointer(path)}`;
}

function fieldOf({ resource, pointer }: TrueLink, objects: ReadonlyMap<string, KubernetesObject>): RenderedField {
  const object = objects.get(resource);
  if (object === undefined) throw new Error(`${resource} is not rendered`);
  return { resource: resourceOf(object), path: pathIn(object, pointer) };
}

function pathIn(object: Json, pointer: string): Path {
  let at: Json | undefined = object;
  return pointer
    .split("/")
    .slice(1)
    .map((part) => {
      const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
      const segment = Array.isArray(at) ? { index: Number(name), key: null } : name;
      at = Array.isArray(at) ? at[Number(name)] : isJsonObject(at) ? at[name] : undefined;
      return segment;
    });
}
