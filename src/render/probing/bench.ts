import { isJsonObject, type JsonObject, type Path } from "../../vocabulary/index.ts";
import type { TemplateInput } from "../helm/arguments.ts";
import { readManifests } from "../manifests.ts";
import type { RenderedObject } from "../rendering.ts";
import type { ApplicationValues } from "../values/index.ts";
import { parseAssignments } from "../values/parameter.ts";
import type { Workshop } from "../workshop.ts";
import { type Effect, effectsOf } from "./effects.ts";
import { startsWith } from "./leaves.ts";
import { mutate } from "./mutate.ts";
import type { Mutation } from "./sentinels.ts";
import { type Snapshot, snapshotOf } from "./snapshot.ts";
import { TokenBook } from "./tokens.ts";

/** A chart in the form in which it is probed. */
export interface ProbedChart {
  readonly input: TemplateInput;
  readonly values: ApplicationValues;
  /** Documents that are no manifest in the unchanged rendering. */
  readonly failures: number;
  /** What a probe may print at most, in bytes; more is a loop over a number. */
  readonly mostOutput: number;
}

/**
 * What a render with mutations did. `stopped` is a probe that took too long or printed too much. `why` is for finding
 * the culprit only: it may quote values.
 */
export type Probe =
  | { readonly outcome: "rendered"; readonly effects: readonly Effect[] }
  | { readonly outcome: "refused" | "stopped"; readonly why: string };

const TIMEOUT_MS = 15_000;

/** Renders one application again and again with other values, and tells what moved. */
export class Bench {
  readonly #chart: ProbedChart;
  readonly #workshop: Workshop;
  readonly #base: Snapshot;
  #renders = 0;
  #isComplete = true;

  /** `base` is what the chart renders to in this form, each object with its unstable paths. */
  constructor(chart: ProbedChart, base: readonly RenderedObject[], workshop: Workshop) {
    this.#chart = chart;
    this.#workshop = workshop;
    this.#base = snapshotOf(base, null);
  }

  get renders(): number {
    return this.#renders;
  }

  /** False once a probe ran out of time: on a machine with less to do it may tell more. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  async probe(mutations: readonly Mutation[]): Promise<Probe> {
    this.#renders++;
    const outcome = await renderWith(this.#chart, mutations, this.#workshop);
    if (outcome.stopped === "time" || outcome.stopped === "memory") this.#isComplete = false;
    if (!outcome.ok) return { outcome: outcome.stopped === null ? "refused" : "stopped", why: outcome.stderr };
    const { objects, failures } = readManifests(outcome.stdout);
    if (failures.length > this.#chart.failures) {
      return { outcome: "refused", why: failures.map(({ why }) => why).join("\n") };
    }
    const book = new TokenBook(mutations.flatMap(({ tokens }) => tokens));
    return { outcome: "rendered", effects: effectsOf(this.#base, snapshotOf(objects, book), book) };
  }
}

/** Renders a chart with its merged values as one file on stdin; a parameter stays one unless it is changed. */
export function renderWith(chart: ProbedChart, mutations: readonly Mutation[], workshop: Workshop) {
  const { input, values, mostOutput } = chart;
  const { application } = input;
  const changed = mutations.map(({ leaf }) => leaf.path);
  const parameters = application.parameters.filter(({ name }) => !touches(parameterPaths(name), changed));
  const isDefault = (path: Path): boolean => standsInDefaults(values, path);
  const valuesObject = mutate(asObject(values.merged), mutations, isDefault);
  return workshop.template(
    { ...input, valueFiles: [], application: { ...application, valuesObject, parameters } },
    { timeoutMs: TIMEOUT_MS, mostOutput },
  );
}

function asObject(merged: ApplicationValues["merged"]): JsonObject {
  return isJsonObject(merged) ? merged : {};
}

function parameterPaths(name: string): Path[] {
  return parseAssignments(`${name}=`, true).map(({ path }) =>
    path.map((step) => (typeof step === "number" ? { index: step, key: null } : step)),
  );
}

function touches(parameters: readonly Path[], changed: readonly Path[]): boolean {
  return changed.some((path) =>
    parameters.some((parameter) => startsWith(path, parameter) || startsWith(parameter, path)),
  );
}

function standsInDefaults({ sources }: ApplicationValues, path: Path): boolean {
  return sources.some(
    ({ kind, leaves }) =>
      (kind === "defaults" || kind === "dependency-defaults") && leaves.some((leaf) => startsWith(leaf.path, path)),
  );
}
