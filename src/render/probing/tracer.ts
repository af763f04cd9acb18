import { type KubernetesObject, type Path, resourceKey, resourceOf } from "../../vocabulary/index.ts";
import type { RenderedObject } from "../rendering.ts";
import type { Workshop } from "../workshop.ts";
import { Bench, type ProbedChart } from "./bench.ts";
import { traceCarriers } from "./carriers.ts";
import { traceConditions } from "./conditions.ts";
import { traceDormant } from "./dormant.ts";
import { traceKeys } from "./keys.ts";
import type { Laboratory } from "./laboratory.ts";
import { type ProbedLeaf, probedLeaves, startsWith, valueAt } from "./leaves.ts";
import { Ledger } from "./ledger.ts";
import { type Remainder, traceInRounds } from "./rounds.ts";
import { alternativesOf, carrierOf, type Mutation } from "./sentinels.ts";
import { confirmSilence, sift } from "./silence.ts";
import { traceAlone } from "./singles.ts";
import { templateWords } from "./template-words.ts";
import { TokenMint } from "./tokens.ts";
import type { LeafTrace, RenderedField, TraceWish } from "./trace.ts";
import { causes } from "./wish.ts";

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
  /** The leaf by which a dependency is out that alone could read this one; null where none is. */
  readonly offBy: (leaf: ProbedLeaf) => Path | null;
}

/** What was found, and the renders it took. */
export interface Traced {
  readonly leaves: readonly LeafTrace[];
  readonly renders: number;
  /** False where a probe ran out of time. */
  readonly isComplete: boolean;
}

/** Finds what each leaf of an application moves. */
export async function traceSubject(subject: Subject, wish: TraceWish, workshop: Workshop): Promise<Traced> {
  const bench = new Bench(subject.chart, subject.base, workshop);
  const taken = JSON.stringify([subject.base.map(({ object }) => object), subject.chart.values.merged]);
  const mint = new TokenMint(taken + subject.templates);
  const words = templateWords(subject.templates);
  const laboratory: Laboratory = { bench, mint, ledger: new Ledger(), words, renderedAt: reader(subject.rendered) };
  const leaves = probedLeaves(subject.chart.values).filter((leaf) => isWished(leaf, wish));
  const awake = leaves.filter((leaf) => !isOff(leaf, subject, laboratory));
  if (wish.of === "unread") await traceUnread(awake, subject, laboratory);
  else if (wish.of !== "fields") await traceLeaves(awake, subject, laboratory);
  else if (!(await traceNear(awake, wish.fields, laboratory))) await traceMovers(awake, subject, laboratory);
  return {
    leaves: leaves
      .filter((leaf) => leaf.of === "value" || laboratory.ledger.linksOf(leaf).length > 0)
      .map((leaf) => laboratory.ledger.traceOf(leaf, subject.isMentioned(leaf))),
    renders: bench.renders,
    isComplete: bench.isComplete,
  };
}

/** What a dependency would read that is not taken in: no probe could move anything. */
function isOff(leaf: ProbedLeaf, { offBy }: Subject, { ledger }: Laboratory): boolean {
  const by = offBy(leaf);
  if (by === null) return false;
  if (leaf.of === "value") ledger.settle(leaf, "dormant", by);
  return true;
}

/** Renders that the search among leaves with hidden tokens may cost. */
const MOST_RENDERS = 24;

/** Everything about all leaves. */
async function traceLeaves(leaves: readonly ProbedLeaf[], subject: Subject, laboratory: Laboratory): Promise<void> {
  await confirmSilence(await traceMovers(leaves, subject, laboratory), laboratory);
  const silent = leaves.filter(
    (leaf) => leaf.of === "value" && laboratory.ledger.outcomeOf(leaf) === "silent" && subject.isMentioned(leaf),
  );
  await traceDormant(leaves, silent, laboratory);
}

/** Where texts and numbers go, and of the rest only those leaves that no template speaks of. */
async function traceUnread(leaves: readonly ProbedLeaf[], subject: Subject, laboratory: Laboratory): Promise<void> {
  const values = leaves.filter((leaf) => leaf.of === "value");
  const carriers = values.flatMap((leaf) => carrierOf(leaf, laboratory.mint) ?? []);
  const carried = await traceCarriers(carriers, laboratory);
  const carrying = new Set(carriers.map(({ leaf }) => leaf));
  const isOpen = ({ leaf }: Mutation): boolean => !subject.isMentioned(leaf);
  const others = values.filter((leaf) => !carrying.has(leaf) && !subject.isMentioned(leaf));
  const switched = await traceSwitches(others, laboratory);
  const alone = await traceAlone([...carried.unclear, ...switched.unclear], laboratory);
  const hidden = carried.hidden.filter(isOpen);
  const awake = new Set(await sift(hidden, MOST_RENDERS, laboratory));
  const silent = [...carried.silent, ...alone, ...hidden.filter((one) => !awake.has(one)), ...switched.silent];
  await confirmSilence(
    silent.filter(isOpen).map(({ leaf }) => leaf),
    laboratory,
  );
}

/** What moves. Returns the leaves that did not. */
async function traceMovers(
  leaves: readonly ProbedLeaf[],
  subject: Subject,
  laboratory: Laboratory,
): Promise<ProbedLeaf[]> {
  const values = leaves.filter((leaf) => leaf.of === "value");
  const carriers = values.flatMap((leaf) => carrierOf(leaf, laboratory.mint) ?? []);
  const carried = await traceCarriers(carriers, laboratory);
  const carrying = new Set(carriers.map(({ leaf }) => leaf));
  const others = values.filter((leaf) => !carrying.has(leaf));
  const switched = await traceSwitches(others, laboratory);
  const alone = await traceAlone([...carried.unclear, ...switched.unclear], laboratory);
  const awake = new Set(await sift(carried.hidden, MOST_RENDERS, laboratory));
  const asleep = carried.hidden.filter((mutation) => !awake.has(mutation));
  await traceConditions(values, laboratory);
  const objects = subject.rendered.map(({ object }) => object);
  await traceKeys(leaves, { objects, templates: subject.templates }, laboratory);
  return [...carried.silent, ...switched.silent, ...alone, ...asleep].map(({ leaf }) => leaf);
}

/** Booleans and empty values apart: what fills an empty name moves so much that it hides what others move. */
async function traceSwitches(leaves: readonly ProbedLeaf[], laboratory: Laboratory): Promise<Remainder> {
  const [booleans, empty] = [true, false].map((kind) =>
    leaves.filter(({ value }) => (typeof value === "boolean") === kind),
  );
  const parts = await Promise.all(
    [booleans, empty].map((part) =>
      traceInRounds(
        (part ?? []).flatMap((leaf) => firstOf(leaf, laboratory)),
        laboratory,
      ),
    ),
  );
  return { unclear: parts.flatMap(({ unclear }) => unclear), silent: parts.flatMap(({ silent }) => silent) };
}

function firstOf(leaf: ProbedLeaf, { mint }: Laboratory): Mutation[] {
  return alternativesOf(leaf, mint).slice(0, 1);
}

/** Probes the leaves whose value stands in the fields. True when each field has a cause then. */
async function traceNear(
  leaves: readonly ProbedLeaf[],
  fields: readonly RenderedField[],
  laboratory: Laboratory,
): Promise<boolean> {
  const texts = fields.map((field) => JSON.stringify(renderedValue(field, laboratory) ?? ""));
  const near = leaves.filter(
    ({ value, of }) =>
      of === "value" && (typeof value === "string" || typeof value === "number") && isIn(`${value}`, texts),
  );
  const carriers = near.flatMap((leaf) => carrierOf(leaf, laboratory.mint) ?? []);
  const { unclear, hidden } = await traceCarriers(carriers, laboratory);
  await traceAlone([...unclear, ...hidden], laboratory);
  return fields.every((field) => near.some((leaf) => causes(laboratory.ledger.linksOf(leaf), field).length > 0));
}

function renderedValue(
  { resource, path }: RenderedField,
  { renderedAt }: Laboratory,
): ReturnType<Laboratory["renderedAt"]> {
  return path.length === 0 ? resource.name : renderedAt({ resource, path });
}

function isIn(value: string, texts: readonly string[]): boolean {
  const escaped = JSON.stringify(value).slice(1, -1);
  return escaped !== "" && texts.some((text) => text.includes(escaped));
}

function isWished(leaf: ProbedLeaf, wish: TraceWish): boolean {
  return wish.of !== "leaves" || wish.paths.some((path) => startsWith(leaf.path, path));
}

function reader(rendered: readonly RenderedObject[]): Laboratory["renderedAt"] {
  const objects = new Map<string, KubernetesObject>();
  for (const { object } of rendered) objects.set(resourceKey(resourceOf(object)), object);
  return ({ resource, path }: RenderedField) => valueAt(objects.get(resourceKey(resource)), path);
}
