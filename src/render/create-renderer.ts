import { join } from "node:path";
import type { Application } from "../environments/application.ts";
import type { Tree } from "../git/port.ts";
import { type Reading, read, unread } from "../vocabulary/index.ts";
import { DependencyFetcher, planDependencies } from "./dependencies/index.ts";
import type { Helm } from "./helm/locate.ts";
import { createHelmRunner } from "./helm/run.ts";
import { resolveInput } from "./input.ts";
import {
  openTraceCache,
  type Trace,
  type TraceTools,
  type TraceWish,
  traceApplication,
  wishKey,
} from "./probing/index.ts";
import { renderChart } from "./render-chart.ts";
import { RenderMemory } from "./render-memory.ts";
import type { Renderer } from "./renderer.ts";
import type { Rendering } from "./rendering.ts";
import { type StableChart, stabilise } from "./stabilise.ts";
import { UnsafeTree } from "./unsafe-tree.ts";
import { type ApplicationValues, ValuesReader } from "./values/index.ts";
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
  /** Keeps outputs in memory, so that the same content in another tree is not rendered again. */
  readonly remember?: boolean;
}

/** A renderer for one run. Nothing is written but to `cacheDir` and a temporary folder. */
export function createRenderer(options: RendererOptions): Renderer {
  const { helm, cacheDir, concurrency, kubeVersion, apiVersions, env } = options;
  const runner = createHelmRunner(helm, env, join(cacheDir, "helm"));
  const fetcher = new DependencyFetcher(runner, join(cacheDir, "charts"));
  const workshop = new Workshop({ runner, fetcher, concurrency, capabilities: { kubeVersion, apiVersions } });
  const values = new ValuesReader(helm.version);
  const tools: TraceTools = { workshop, cache: openTraceCache(join(cacheDir, "traces")) };
  const memory = options.remember === true ? new RenderMemory() : null;
  const charts = new Memory<Reading<StableChart>>();
  const renderings = new Memory<Reading<Rendering>>();
  const traces = new Memory<Reading<Trace>>();
  const merged = new Memory<Reading<ApplicationValues>>();
  const keyOf = keysOf();
  const stable = (application: Application, tree: Tree): Promise<Reading<StableChart>> =>
    charts.once(keyOf(application, tree, null), () => render(application, tree, { workshop, memory }));
  const valuesOf = (application: Application, tree: Tree): Promise<Reading<ApplicationValues>> =>
    merged.once(keyOf(application, tree, null), () => values.read(application, tree));
  return {
    render: (application, tree) =>
      renderings.once(keyOf(application, tree, null), async () => {
        const rendered = await stable(application, tree);
        return rendered.ok ? read({ ...rendered.value.manifests, helm: workshop.helm }) : rendered;
      }),
    values: valuesOf,
    trace: (application, tree, wish) =>
      traces.once(keyOf(application, tree, wish), async () => {
        const [chart, found] = await Promise.all([stable(application, tree), valuesOf(application, tree)]);
        if (!chart.ok) return chart;
        return found.ok ? traceApplication({ ...chart.value, values: found.value }, wish, tools) : found;
      }),
    counts: () => workshop.counts(),
    dispose: () => workshop.dispose(),
  };
}

/** Keeps what was asked for once, under a key. */
class Memory<T> {
  readonly #kept = new Map<string, Promise<T>>();

  once(key: string, make: () => Promise<T>): Promise<T> {
    const value = this.#kept.get(key) ?? make();
    this.#kept.set(key, value);
    return value;
  }
}

type KeyOf = (application: Application, tree: Tree, wish: TraceWish | null) => string;

/**
 * Equal keys are equal work. The files of a working tree that is not a commit may change under the same name; they are
 * taken to be the same for as long as the same `Tree` stands for them.
 */
function keysOf(): KeyOf {
  const workingTrees = new WeakMap<Tree, string>();
  let last = 0;
  const revisionOf = (tree: Tree): string => {
    if (tree.revision !== null && !tree.revision.endsWith("+dirty")) return tree.revision;
    const known = workingTrees.get(tree) ?? `working tree ${++last}`;
    workingTrees.set(tree, known);
    return known;
  };
  return (application, tree, wish) => {
    const { name, release, namespace, chart, valueFiles, ignoreMissingValueFiles, declaredIn } = application;
    const { valuesObject, parameters } = application;
    const files = [chart, valueFiles, ignoreMissingValueFiles, declaredIn];
    const input = [name, release, namespace, files, valuesObject, parameters];
    return JSON.stringify([tree.root, revisionOf(tree), input, wish === null ? null : wishKey(wish)]);
  };
}

interface Tools {
  readonly workshop: Workshop;
  readonly memory: RenderMemory | null;
}

async function render(
  application: Application,
  tree: Tree,
  { workshop, memory }: Tools,
): Promise<Reading<StableChart>> {
  try {
    const input = await resolveInput(application, tree);
    const plan = await planDependencies(input.chart, tree.root);
    if (!plan.ok) return plan;
    const rendered = await renderChart({ input, plan: plan.value, tree }, workshop, memory);
    if (!rendered.ok) return rendered;
    return read(await stabilise(rendered.value, workshop));
  } catch (error) {
    if (error instanceof UnsafeTree) return unread("render-failed", application.name, error.message);
    throw error;
  }
}
