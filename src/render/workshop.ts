import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import pLimit, { type LimitFunction } from "p-limit";
import { type DependencyFetcher, mirror } from "./dependencies/index.ts";
import type { Changes } from "./dependencies/mirror.ts";
import { type Capabilities, type TemplateInput, templateArguments } from "./helm/arguments.ts";
import type { HelmOutcome, HelmRunner } from "./helm/run.ts";

/** Bounds of one render. */
export interface RenderLimits {
  readonly timeoutMs: number;
  /** Bytes that Helm may print. */
  readonly mostOutput: number;
}

const LIMITS: RenderLimits = { timeoutMs: 60_000, mostOutput: 32 * 1024 * 1024 };

/** What is left to each render once one took too long: a chart that loops may stand behind many applications. */
const AFTER_A_STOP_MS = 5_000;

export interface WorkshopOptions {
  readonly runner: HelmRunner;
  readonly fetcher: DependencyFetcher;
  readonly capabilities: Capabilities;
  /** How many Helm processes may render at once. */
  readonly concurrency: number;
}

/** What all renders of a run share: Helm with its bound, and a temporary folder for copies of charts. */
export class Workshop {
  readonly fetcher: DependencyFetcher;
  readonly helm: string;
  readonly capabilities: Capabilities;
  readonly #options: WorkshopOptions;
  readonly #limit: LimitFunction;
  #folder: Promise<string> | null = null;
  #copies = 0;
  #renders = 0;
  #seconds = 0;
  #wasStopped = false;

  constructor(options: WorkshopOptions) {
    this.fetcher = options.fetcher;
    this.helm = options.runner.helm.version;
    this.capabilities = options.capabilities;
    this.#options = options;
    this.#limit = pLimit(options.concurrency);
  }

  /** Runs `helm template`. */
  template(input: TemplateInput, limits: RenderLimits = LIMITS): Promise<HelmOutcome> {
    const { valuesObject } = input.application;
    return this.#limit(async () => {
      const start = performance.now();
      const outcome = await this.#options.runner.run({
        args: templateArguments(input, this.capabilities),
        input: valuesObject === null ? null : JSON.stringify(valuesObject),
        ...limits,
        timeoutMs: this.#wasStopped ? Math.min(limits.timeoutMs, AFTER_A_STOP_MS) : limits.timeoutMs,
      });
      this.#wasStopped ||= outcome.stopped === "time" && limits === LIMITS;
      this.#renders++;
      this.#seconds += (performance.now() - start) / 1000;
      return outcome;
    });
  }

  /** A copy of a chart with changes, until `dispose`. */
  async copy(chart: string, changes: Changes): Promise<string> {
    const target = join(await this.folder(), String(this.#copies++), basename(chart));
    await mirror(chart, target, changes);
    return target;
  }

  /** The temporary folder, made when it is first asked for. */
  folder(): Promise<string> {
    this.#folder ??= mkdtemp(join(tmpdir(), "holdfast-render-"));
    return this.#folder;
  }

  counts(): { readonly renders: number; readonly seconds: number } {
    return { renders: this.#renders, seconds: this.#seconds };
  }

  async dispose(): Promise<void> {
    if (this.#folder === null) return;
    const folder = await this.#folder;
    this.#folder = null;
    await rm(folder, { recursive: true, force: true });
  }
}
