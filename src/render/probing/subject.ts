import { type Json, type Reading, read, resourceKey, resourceOf, unread } from "../../vocabulary/index.ts";
import { markUnstable } from "../determinism/index.ts";
import { readManifests } from "../manifests.ts";
import type { RenderedObject } from "../rendering.ts";
import type { StableChart } from "../stabilise.ts";
import type { ApplicationValues } from "../values/index.ts";
import type { Workshop } from "../workshop.ts";
import { type ProbedChart, renderWith } from "./bench.ts";
import { withoutHashes } from "./hashes.ts";
import { startsWith } from "./leaves.ts";
import { type ChartText, createMentions, readChartTexts } from "./mentions/index.ts";
import { switchedOff } from "./switched-off.ts";
import type { Subject } from "./tracer.ts";

/** An application as it was rendered, on its way to be probed. */
export interface Specimen extends StableChart {
  readonly values: ApplicationValues;
}

/** Renders that show whether a chart which calls random functions, or runs over maps in no order, is stable. */
const STABILITY_RENDERS = 5;
const LEAST_OUTPUT = 1024 * 1024;
const GROWTH = 20;

/**
 * Brings a chart into the form in which it is probed: without schemas, since they would refuse a probe, and with hashed
 * text in place of hashes where that changes nothing else.
 */
export async function prepareSubject(
  specimen: Specimen,
  workshop: Workshop,
): Promise<Reading<Subject & { readonly renders: number }>> {
  const { chart, values, manifests, frozen } = specimen;
  const name = chart.input.application.name;
  const texts = await readChartTexts(chart.files);
  const shown = withoutHashes(texts, new Set(chart.files.map(({ path }) => path)), frozen);
  let renders = 0;
  const forms = shown.size > 0 ? [new Map([...frozen, ...shown]), frozen] : [frozen];
  for (const form of forms) {
    const probed = await probedChart(specimen, form, workshop);
    renders++;
    const base = await unchanged(probed, specimen, workshop);
    if (base === null || !isSameBut(manifests.objects, base, form !== frozen)) continue;
    return read({ chart: probed, rendered: manifests.objects, base, ...spokenOf(texts, values), renders });
  }
  const why = "its values could not be put together as Helm does, so no probe of it would tell the truth";
  return unread("render-failed", name, values.leaves.length === 0 ? "it has no values" : why);
}

async function probedChart(
  { chart, values, manifests }: Specimen,
  texts: ReadonlyMap<string, string>,
  workshop: Workshop,
): Promise<ProbedChart> {
  const changes = new Map([...texts].map(([path, text]) => [path, { text }] as const));
  const folder = changes.size === 0 ? chart.input.chart : await workshop.copy(chart.input.chart, changes);
  return {
    input: { ...chart.input, chart: folder, skipSchema: canSkipSchemas(workshop.helm) },
    values,
    failures: manifests.failures.filter(({ reason }) => reason === "invalid-manifest").length,
    mostOutput: LEAST_OUTPUT + GROWTH * chart.output.length,
  };
}

/** Since Helm 3.16. */
function canSkipSchemas(helm: string): boolean {
  const [major = 0, minor = 0] = helm.split(".").map(Number);
  return major > 3 || (major === 3 && minor >= 16);
}

/** The objects of the unchanged chart in its probed form; null where it does not render. */
async function unchanged(
  probed: ProbedChart,
  specimen: Specimen,
  workshop: Workshop,
): Promise<readonly RenderedObject[] | null> {
  const renders = await Promise.all(
    Array.from({ length: specimen.suspicious ? STABILITY_RENDERS : 1 }, () => renderWith(probed, [], workshop)),
  );
  if (renders.some(({ ok }) => !ok)) return null;
  const [first = [], ...more] = renders.map(({ stdout }) => readManifests(stdout).objects);
  const known = withUnstable(first, specimen.manifests.objects);
  return more.reduce((objects, again) => withUnstable(objects, markUnstable(first, again)), known);
}

function withUnstable(objects: readonly RenderedObject[], marked: readonly RenderedObject[]): RenderedObject[] {
  const paths = new Map(marked.map(({ object, unstable }) => [resourceKey(resourceOf(object)), unstable]));
  return objects.map((one) => ({
    ...one,
    unstable: [...one.unstable, ...(paths.get(resourceKey(resourceOf(one.object))) ?? [])],
  }));
}

/** True when both render the same, but for fields that change by themselves and, if so wished, for hashes. */
function isSameBut(real: readonly RenderedObject[], probed: readonly RenderedObject[], hashes: boolean): boolean {
  const stable = (one: RenderedObject): boolean => !one.unstable.some((path) => path.length === 0);
  const [left, right] = [real.filter(stable), probed.filter(stable)];
  if (left.length !== right.length) return false;
  const others = new Map(right.map((one) => [resourceKey(resourceOf(one.object)), one]));
  return left.every((one) => {
    const other = others.get(resourceKey(resourceOf(one.object)));
    if (other === undefined) return false;
    return other.unstable.length > 0 || isSame(one.object, other.object, hashes);
  });
}

function isSame(left: Json | undefined, right: Json | undefined, hashes: boolean): boolean {
  if (left === right) return true;
  if (typeof left === "string" && hashes) return /[0-9a-f]{8}/.test(left) && typeof right === "string";
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  const [a, b] = [new Map(Object.entries(left)), new Map(Object.entries(right))];
  return [...keys].every((key) => isSame(a.get(key), b.get(key), hashes));
}

type Spoken = Pick<Subject, "templates" | "isMentioned" | "offBy">;

function spokenOf(texts: readonly ChartText[], values: ApplicationValues): Spoken {
  const run = values.leaves.flatMap(({ value }) => (typeof value === "string" && value.includes("{{") ? [value] : []));
  const mentions = createMentions(texts, run);
  const templates = texts.filter(({ path }) => path.includes("templates/")).map(({ text }) => text);
  const own = createMentions(texts, run, "root");
  const off = switchedOff(values);
  return {
    templates: templates.join("\n"),
    isMentioned: ({ path }) => mentions.speaksOf(path),
    offBy: ({ path }) => {
      const by = off.find(({ dependency }) => startsWith(path, dependency))?.by;
      return by === undefined || own.speaksOf(path) ? null : by;
    },
  };
}
