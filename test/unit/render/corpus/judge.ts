import type { LeafTrace, Link, Trace } from "../../../../src/render/index.ts";
import { type Path, toPointer, toValuesKey } from "../../../../src/vocabulary/index.ts";
import { type CorpusChart, nameOf } from "./charts.ts";
import { type Fragment, keyOf, type TrueLink } from "./fragment.ts";

/** How a trace compares with what is true of a chart, each fault as a line to read. */
export interface Judgement {
  /** Arrows that must be found, and those that were. */
  readonly pairs: number;
  readonly found: number;
  readonly missed: readonly string[];
  /** Arrows that are not true, or are named wrongly. */
  readonly wrong: readonly string[];
  /** Leaves of which the trace says what does not hold. */
  readonly misjudged: readonly string[];
}

export function judge(chart: CorpusChart, { leaves }: Trace): Judgement {
  const truth = chart.fragments.flatMap(({ links }) => links);
  const required = truth.filter(({ optional }) => !optional);
  const traces = new Map(leaves.map((trace) => [`${trace.of} ${keyOf(trace.leaf)}`, trace] as const));
  const missed = required.filter(
    (one) => traces.get(`${one.of} ${keyOf(one.leaf)}`)?.links.some((link) => isSame(link, one)) !== true,
  );
  return {
    pairs: required.length,
    found: required.length - missed.length,
    missed: missed.map(
      (one) =>
        `${titleOf(chart, one)} -> ${one.resource} ${one.pointer}: not found, ${traces.get(`${one.of} ${keyOf(one.leaf)}`)?.outcome ?? "no trace"}`,
    ),
    wrong: leaves.flatMap((trace) => wrongLinks(chart, trace)),
    misjudged: misjudged(chart, traces),
  };
}

function titleOf(chart: CorpusChart, { of, leaf }: Pick<LeafTrace, "of" | "leaf">): string {
  return `${of === "key" ? "key " : ""}${nameOf(chart, leaf)}`;
}

function isSame(link: Link, { resource, pointer, present }: TrueLink): boolean {
  if (resourceOf(link) !== resource) return false;
  if (link.present || present) return toPointer(link.path) === pointer;
  return anyItem(toPointer(link.path)) === anyItem(pointer);
}

/** Of a list that grows, the items that came are not told apart. */
function anyItem(pointer: string): string {
  return pointer.replace(/\/\d+$/, "/n");
}

function resourceOf({ resource }: Link): string {
  return `${resource.kind}/${resource.name}`;
}

function wrongLinks(chart: CorpusChart, trace: LeafTrace): string[] {
  const truth = chart.fragments.flatMap(({ links }) => links);
  const own = truth.filter(({ of, leaf }) => of === trace.of && keyOf(leaf) === keyOf(trace.leaf));
  return trace.links.flatMap((link) => {
    const said = `${titleOf(chart, trace)} -> ${resourceOf(link)} ${toPointer(link.path)} ${link.transformation}${link.present ? "" : " absent"}`;
    const same = own.filter((one) => isSame(link, one));
    if (same.length === 0) return isWayAround(trace, link, truth) ? [] : [said];
    const named = same.some(({ transformation }) => transformation === null || transformation === link.transformation);
    return named ? [] : [`${said}, but ${same.map(({ transformation }) => transformation).join(" or ")}`];
  });
}

/** A key that is renamed takes everything with it that is read below it. */
function isWayAround(trace: LeafTrace, link: Link, truth: readonly TrueLink[]): boolean {
  if (trace.of !== "key") return false;
  const start = keyOf(trace.leaf).slice(0, -1);
  return truth.some((one) => keyOf(one.leaf).startsWith(start) && resourceOf(link) === one.resource);
}

type Traces = ReadonlyMap<string, LeafTrace>;

function misjudged(chart: CorpusChart, traces: Traces): string[] {
  return chart.fragments.flatMap((fragment) => [
    ...fragment.unread.flatMap((leaf) => notUnread(chart, leaf, traces)),
    ...readBy(fragment).flatMap((leaf) => takenForUnread(chart, leaf, traces)),
    ...fragment.dormant.flatMap((one) => notDormant(chart, one, traces)),
  ]);
}

function readBy({ links, still, dormant }: Fragment): Path[] {
  const linked = links.filter(({ of }) => of === "value").map(({ leaf }) => leaf);
  return [...linked, ...still, ...dormant.map(({ leaf }) => leaf)];
}

function traceOf(leaf: Path, traces: Traces): LeafTrace | undefined {
  return traces.get(`value ${keyOf(leaf)}`);
}

function notUnread(chart: CorpusChart, leaf: Path, traces: Traces): string[] {
  const trace = traceOf(leaf, traces);
  if (trace?.outcome === "silent" && !trace.mentioned) return [];
  return [`${nameOf(chart, leaf)} is read by nothing, but ${trace?.outcome ?? "not traced"}`];
}

function takenForUnread(chart: CorpusChart, leaf: Path, traces: Traces): string[] {
  const trace = traceOf(leaf, traces);
  if (trace === undefined) return [`${nameOf(chart, leaf)} is not traced`];
  return trace.outcome === "silent" && !trace.mentioned ? [`${nameOf(chart, leaf)} is taken for unread`] : [];
}

function notDormant(chart: CorpusChart, { leaf, switchedBy }: Fragment["dormant"][number], traces: Traces): string[] {
  const trace = traceOf(leaf, traces);
  if (trace?.outcome !== "dormant" || trace.switchedBy === null) return [];
  if (keyOf(trace.switchedBy) === keyOf(switchedBy)) return [];
  return [`${nameOf(chart, leaf)} is switched by ${toValuesKey(switchedBy)}, not by ${toValuesKey(trace.switchedBy)}`];
}
