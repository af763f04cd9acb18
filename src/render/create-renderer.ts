import { join } from "node:path";
import type { Application } from "../environments/application.ts";
import type { Tree } from "../git/port.ts";
import { type Reading, read, unread } from "../vocabulary/index.ts";
import { DependencyFetcher, planDependencies } from "./dependencies/index.ts";
import { markUnstable, scanStability } from "./determinism/index.ts";
import type { Helm } from "./helm/locate.ts";
import { createHelmRunner } from "./helm/run.ts";
import { sentenceOf } from "./helm/sentence.ts";
import { resolveInput } from "./input.ts";
import { type Manifests, readManifests } from "./manifests.ts";
import { type RenderedChart, renderChart } from "./render-chart.ts";
import type { Renderer } from "./renderer.ts";
import type { Rendering } from "./rendering.ts";
import { UnsafeTree } from "./unsafe-tree.ts";
import { ValuesReader } from "./values/index.ts";
import { scrubberOfValues } from "./values-secrets.ts";
import { Workshop } from "./workshop.ts";

export interface RendererOptions {
  readonly helm: Helm;
  /** Where fetched dependencies are kept between runs. */
  readonly cacheDir: string;
  /** How many Helm processes may render at once. */
  readonly concurrency: number;
  readonly kubeVersion: string | null;
  readonly apiVersions: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** A renderer for one run. Nothing is written but to `cacheDir` and a temporary folder. */
export function createRenderer(options: RendererOptions): Renderer {
  const { helm, cacheDir, concurrency, kubeVersion, apiVersions, env } = options;
  const runner = createHelmRunner(helm, env, join(cacheDir, "helm"));
  const fetcher = new DependencyFetcher(runner, join(cacheDir, "charts"));
  const workshop = new Workshop({ runner, fetcher, concurrency, capabilities: { kubeVersion, apiVersions } });
  const values = new ValuesReader(helm.version);
  const done = new Map<string, Promise<Reading<Rendering>>>();
  return {
    render: (application, tree) => {
      const key = cacheKey(application, tree);
      const rendering = (key === null ? undefined : done.get(key)) ?? render(application, tree, workshop);
      if (key !== null) done.set(key, rendering);
      return rendering;
    },
    values: (application, tree) => values.read(application, tree),
    trace: async () => read({ leaves: [], cost: { leaves: 0, renders: 0, seconds: 0, cached: false } }),
    counts: () => workshop.counts(),
    dispose: () => workshop.dispose(),
  };
}

/** Null where the files may change under the same name: a working tree that is not a commit. */
function cacheKey(application: Application, tree: Tree): string | null {
  if (tree.revision === null || tree.revision.endsWith("+dirty")) return null;
  const { name, release, namespace, chart, valueFiles, ignoreMissingValueFiles, valuesObject, parameters } =
    application;
  const input = [name, release, namespace, chart, valueFiles, ignoreMissingValueFiles, valuesObject, parameters];
  return JSON.stringify([tree.root, tree.revision, input]);
}

async function render(application: Application, tree: Tree, workshop: Workshop): Promise<Reading<Rendering>> {
  try {
    const input = await resolveInput(application, tree);
    const plan = await planDependencies(input.chart, tree.root);
    if (!plan.ok) return plan;
    const rendered = await renderChart({ input, plan: plan.value, tree }, workshop);
    if (!rendered.ok) return rendered;
    return read({ ...(await stabilise(rendered.value, workshop)), helm: workshop.helm });
  } catch (error) {
    if (error instanceof UnsafeTree) return unread("render-failed", application.name, error.message);
    throw error;
  }
}

/** Renders a second time where a template calls what may change, with another date for those that ask for the time. */
async function stabilise(rendered: RenderedChart, workshop: Workshop): Promise<Manifests> {
  const manifests = readManifests(rendered.output);
  const { suspicious, frozen } = await scanStability(rendered.files);
  if (!suspicious) return manifests;
  const changes = new Map([...frozen].map(([path, text]) => [path, { text }] as const));
  const chart = frozen.size === 0 ? rendered.input.chart : await workshop.copy(rendered.input.chart, changes);
  const again = await workshop.template({ ...rendered.input, chart });
  if (again.ok) return { ...manifests, objects: markUnstable(manifests.objects, readManifests(again.stdout).objects) };
  const secrets = await scrubberOfValues(rendered.input, rendered.files);
  const why = `a second render, to see what changes, failed: ${sentenceOf(secrets.scrub(again.stderr), [{ from: chart, to: "the chart" }])}`;
  const failure = { reason: "unstable-render", what: rendered.input.application.name, why } as const;
  return { ...manifests, failures: [...manifests.failures, failure] };
}
