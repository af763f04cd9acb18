import { realpath } from "node:fs/promises";
import type { Tree } from "../git/port.ts";
import { type Reading, read, unread } from "../vocabulary/index.ts";
import type { ChartJob } from "./chart-job.ts";
import {
  type DependencyPlan,
  dependencyName,
  isComplete,
  missingDependencies,
  onlySwitches,
  withDependencies,
} from "./dependencies/index.ts";
import { type ChartFile, listChartFiles } from "./files.ts";
import type { TemplateInput } from "./helm/arguments.ts";
import type { HelmOutcome } from "./helm/run.ts";
import { sentenceOf } from "./helm/sentence.ts";
import { pathNames } from "./path-names.ts";
import type { RenderMemory } from "./render-memory.ts";
import { scrubberOfValues } from "./values-secrets.ts";
import type { Workshop } from "./workshop.ts";

/** A chart in the form in which it renders, and what it rendered to. */
export interface RenderedChart {
  readonly input: TemplateInput;
  readonly files: readonly ChartFile[];
  readonly output: string;
}

/**
 * Renders a chart where it lies, or a copy that has its dependencies. Helm's own rules tell which remote ones the values
 * need (see `withDependencies`); only those are fetched. What `memory` has rendered before is not rendered again.
 */
export async function renderChart(
  job: ChartJob,
  workshop: Workshop,
  memory: RenderMemory | null = null,
): Promise<Reading<RenderedChart>> {
  const archives = new Map<string, string>();
  for (;;) {
    const input = await prepare(job, archives, workshop);
    const files = await listChartFiles(input.chart, await safeRoots(job.tree, workshop));
    const outcome = await (memory?.template(input, files, workshop) ?? workshop.template(input));
    const missing = await findMissing(job, { outcome, archives }, workshop);
    if (missing.length === 0) return finish({ input, files, output: outcome.stdout }, outcome, job);
    const refused = await refusedOf(missing, job.tree);
    if (refused !== null) return refused;
    const fetched = await Promise.all(missing.map((dependency) => workshop.fetcher.fetch(dependency)));
    for (const [index, archive] of fetched.entries()) {
      if (!archive.ok) return archive;
      archives.set(missing[index]?.name ?? "", archive.value);
    }
  }
}

/** A stranger's chart may not have this machine ask whatever address it names. */
async function refusedOf(missing: DependencyPlan["remote"], tree: Tree): Promise<Reading<never> | null> {
  const known = await tree.chartRepositories?.();
  const strange = missing.find(({ repository }) => repository !== "" && known?.has(repository) === false);
  if (strange === undefined) return null;
  const why = "no chart of base names this repository of charts, so that nothing is fetched from it before a merge";
  return unread("dependency-unavailable", dependencyName(strange), why);
}

async function prepare(
  job: ChartJob,
  archives: ReadonlyMap<string, string>,
  workshop: Workshop,
): Promise<TemplateInput> {
  if (isComplete(job.plan)) return job.input;
  return { ...job.input, chart: await workshop.copy(job.input.chart, withDependencies(job.plan, archives)) };
}

interface Attempt {
  readonly outcome: HelmOutcome;
  readonly archives: ReadonlyMap<string, string>;
}

/** A failure may come from what a missing dependency would define; then the switches are asked alone. */
async function findMissing(job: ChartJob, attempt: Attempt, workshop: Workshop): Promise<DependencyPlan["remote"]> {
  const open = job.plan.remote.filter(({ name }) => !attempt.archives.has(name));
  if (open.length === 0) return [];
  const { outcome } = attempt.outcome.ok ? attempt : await probe(job, attempt, workshop);
  const names = missingDependencies(outcome.stdout);
  return open.filter(({ name }) => names.has(name));
}

async function probe(job: ChartJob, attempt: Attempt, workshop: Workshop): Promise<Attempt> {
  const chart = await workshop.copy(job.input.chart, onlySwitches(job.plan, attempt.archives));
  return { ...attempt, outcome: await workshop.template({ ...job.input, chart }) };
}

async function finish(rendered: RenderedChart, outcome: HelmOutcome, job: ChartJob): Promise<Reading<RenderedChart>> {
  if (outcome.ok) return read(rendered);
  const secrets = await scrubberOfValues(rendered.input, rendered.files);
  const names = pathNames(job, rendered.input.chart);
  return unread(
    "render-failed",
    job.input.application.name,
    sentenceOf(secrets.scrub(outcome.stderr), names) || "Helm gave no reason",
  );
}

async function safeRoots(tree: Tree, workshop: Workshop): Promise<string[]> {
  const roots = [tree.root, await workshop.folder(), workshop.fetcher.folder];
  return (await Promise.all(roots.map((root) => realpath(root).catch(() => null)))).filter((root) => root !== null);
}
