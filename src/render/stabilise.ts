import { markUnstable, scanStability } from "./determinism/index.ts";
import { sentenceOf } from "./helm/sentence.ts";
import { type Manifests, readManifests } from "./manifests.ts";
import type { RenderedChart } from "./render-chart.ts";
import { scrubberOfValues } from "./values-secrets.ts";
import type { Workshop } from "./workshop.ts";

/** What a chart rendered to, with what changes by itself. */
export interface StableChart {
  readonly chart: RenderedChart;
  readonly manifests: Manifests;
  /** True when some template calls what may change from one render to the next. */
  readonly suspicious: boolean;
  /** Templates whose question for the time is answered with a fixed date, by their path in the chart. */
  readonly frozen: ReadonlyMap<string, string>;
}

/** Renders a second time where a template calls what may change, with another date for those that ask for the time. */
export async function stabilise(chart: RenderedChart, workshop: Workshop): Promise<StableChart> {
  const manifests = readManifests(chart.output);
  const { suspicious, frozen } = await scanStability(chart.files);
  if (!suspicious) return { chart, manifests, suspicious, frozen };
  return { chart, manifests: await renderAgain(chart, manifests, { frozen, workshop }), suspicious, frozen };
}

async function renderAgain(
  rendered: RenderedChart,
  manifests: Manifests,
  { frozen, workshop }: { readonly frozen: ReadonlyMap<string, string>; readonly workshop: Workshop },
): Promise<Manifests> {
  const changes = new Map([...frozen].map(([path, text]) => [path, { text }] as const));
  const chart = frozen.size === 0 ? rendered.input.chart : await workshop.copy(rendered.input.chart, changes);
  const again = await workshop.template({ ...rendered.input, chart });
  if (again.ok) return { ...manifests, objects: markUnstable(manifests.objects, readManifests(again.stdout).objects) };
  const secrets = await scrubberOfValues(rendered.input, rendered.files);
  const why = `a second render, to see what changes, failed: ${sentenceOf(secrets.scrub(again.stderr), [{ from: chart, to: "the chart" }])}`;
  const failure = { reason: "unstable-render", what: rendered.input.application.name, why } as const;
  return { ...manifests, failures: [...manifests.failures, failure] };
}
