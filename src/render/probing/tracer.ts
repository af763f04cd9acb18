import type { KubernetesObject } from "../../vocabulary/index.ts";
import { resourceKey, resourceOf } from "../../vocabulary/index.ts";
import type { RenderedObject } from "../rendering.ts";
import type { Workshop } from "../workshop.ts";
import { Bench, type ProbedChart } from "./bench.ts";
import { traceCarriers } from "./carriers.ts";
import { traceDormant } from "./dormant.ts";
import { traceKeys } from "./keys.ts";
import type { Laboratory } from "./laboratory.ts";
import { type ProbedLeaf, probedLeaves, startsWith, valueAt } from "./leaves.ts";
import { Ledger } from "./ledger.ts";
import { carrierOf } from "./sentinels.ts";
import { traceAlone } from "./singles.ts";
import { TokenMint } from "./tokens.ts";
import type { LeafTrace, RenderedField, TraceWish } from "./trace.ts";

/** An application that is ready to be probed. */
export interface Subject {
  readonly chart: ProbedChart;
  /** What the unchanged chart renders. */
  readonly rendered: readonly RenderedObject[];
  /** What the probed form of the chart renders: hashed text stands there in place of the hash. */
  readonly base: readonly RenderedObject[];
  /** The text of all templates. */
  readonly templates: string;
  readonly isMentioned: (leaf: ProbedLeaf) => boolean;
}

/** What was found, and the renders it took. */
export interface Traced {
  readonly leaves: readonly LeafTrace[];
  readonly renders: number;
}

/** Finds what each leaf of an application moves. */
export async function traceSubject(subject: Subject, wish: TraceWish, workshop: Workshop): Promise<Traced> {
  const bench = new Bench(subject.chart, subject.base, workshop);
  const taken = JSON.stringify([subject.base.map(({ object }) => object), subject.chart.values.merged]);
  const mint = new TokenMint(taken + subject.templates);
  const laboratory: Laboratory = { bench, mint, ledger: new Ledger(), renderedAt: reader(subject.rendered) };
  const leaves = probedLeaves(subject.chart.values);
  const wished = leaves.filter((leaf) => isWished(leaf, wish));
  await traceValues(wished, laboratory);
  const objects = subject.rendered.map(({ object }) => object);
  await traceKeys(wished, { objects, templates: subject.templates }, laboratory);
  await traceDormant(wished, laboratory);
  return {
    leaves: wished
      .filter((leaf) => leaf.of === "value" || laboratory.ledger.linksOf(leaf).length > 0)
      .map((leaf) => laboratory.ledger.traceOf(leaf, subject.isMentioned(leaf))),
    renders: bench.renders,
  };
}

async function traceValues(leaves: readonly ProbedLeaf[], laboratory: Laboratory): Promise<void> {
  const values = leaves.filter((leaf) => leaf.of === "value");
  const carriers = values.flatMap((leaf) => carrierOf(leaf, laboratory.mint) ?? []);
  const open = await traceCarriers(carriers, laboratory);
  const carried = new Set(carriers.map(({ leaf }) => leaf.id));
  const alone = [...open.map(({ leaf }) => leaf), ...values.filter((leaf) => !carried.has(leaf.id))];
  await traceAlone(alone, laboratory);
}

function isWished(leaf: ProbedLeaf, wish: TraceWish): boolean {
  return wish.of !== "leaves" || wish.paths.some((path) => startsWith(leaf.path, path));
}

function reader(rendered: readonly RenderedObject[]): Laboratory["renderedAt"] {
  const objects = new Map<string, KubernetesObject>();
  for (const { object } of rendered) objects.set(resourceKey(resourceOf(object)), object);
  return ({ resource, path }: RenderedField) => valueAt(objects.get(resourceKey(resource)), path);
}
