import { readFile, realpath } from "node:fs/promises";
import { relative, sep } from "node:path";
import type { Application } from "../../environments/application.ts";
import type { Tree } from "../../git/port.ts";
import { type Path, type Reading, read, unread } from "../../vocabulary/index.ts";
import { planDependencies } from "../dependencies/index.ts";
import type { TemplateInput } from "../helm/arguments.ts";
import { resolveInput } from "../input.ts";
import { UnsafeTree } from "../unsafe-tree.ts";
import { type ValuedChart, valuedChart } from "./charts.ts";
import { type ChartLayers, Coalescer, overlay } from "./coalesce.ts";
import { readConditions } from "./conditions.ts";
import { InvalidValues, readValuesText, type ValuesText, withoutPlaces } from "./file.ts";
import { setInline } from "./inline.ts";
import { EMPTY } from "./node.ts";
import { resolveLeaves } from "./resolve.ts";
import { Sources } from "./sources.ts";
import { type MergedMap, toJsonObject } from "./tree.ts";
import type { ApplicationValues, DependencyCondition } from "./values.ts";

/** Reads the values of applications as one version of Helm merges them. What a commit holds is read once. */
export class ValuesReader {
  readonly #isHelm3: boolean;
  readonly #texts = new Map<string, ValuesText>();
  readonly #charts = new Map<string, Promise<Reading<PreparedChart>>>();

  /** @param helm its version, `4.2.3`. */
  constructor(helm: string) {
    this.#isHelm3 = /^v?3\./.test(helm);
  }

  /** Unread for what Helm would refuse: a missing file, a file that is no YAML, a parameter that cannot be set. */
  async read(application: Application, tree: Tree): Promise<Reading<ApplicationValues>> {
    try {
      const input = await resolveInput(application, tree);
      const chart = await this.#chartOf(input.chart, tree);
      if (!chart.ok) return chart;
      return read(await this.#values(input, chart.value, tree));
    } catch (error) {
      if (error instanceof UnsafeTree || error instanceof InvalidValues) {
        return unread("render-failed", application.name, error.message);
      }
      throw error;
    }
  }

  #chartOf(folder: string, tree: Tree): Promise<Reading<PreparedChart>> {
    const key = cacheKey(tree, folder);
    const chart = (key === null ? undefined : this.#charts.get(key)) ?? readChart(folder, tree);
    if (key !== null) this.#charts.set(key, chart);
    return chart;
  }

  async #values(input: TemplateInput, prepared: PreparedChart, tree: Tree): Promise<ApplicationValues> {
    const sources = new Sources();
    const chart = this.#layers(prepared.chart, [], { sources, tree });
    const values = await this.#set(input, sources, tree);
    const coalescer = new Coalescer(this.#isHelm3);
    coalescer.chart(chart, values);
    return {
      leaves: resolveLeaves(values, coalescer.deletions, sources),
      merged: toJsonObject(values),
      sources: sources.all,
      conditions: prepared.conditions,
    };
  }

  /** Dependencies come before the chart that has them: they are weaker. */
  #layers(chart: ValuedChart, prefix: Path, context: { sources: Sources; tree: Tree }): ChartLayers {
    const { values, declares } = chart;
    const dependencies = chart.dependencies.map(({ name, chart: below }) => {
      return { name, chart: this.#layers(below, [...prefix, name], context) };
    });
    if (values === null) return { own: null, declares, dependencies };
    const { tree, sources } = context;
    const file = values.absolute === null ? null : nameIn(tree, values.absolute);
    const text = this.#text(values.text, { key: values.key, file: file ?? "an archived values.yaml", tree });
    const kind = prefix.length === 0 ? "defaults" : "dependency-defaults";
    const index = sources.file(kind, file === null ? withoutPlaces(text) : text, { file, prefix });
    return { own: { index, root: sources.layers[index]?.root ?? EMPTY }, declares, dependencies };
  }

  /** What values files, valuesObject and parameters set, in this order. */
  async #set({ application, valueFiles }: TemplateInput, sources: Sources, tree: Tree): Promise<MergedMap> {
    const values: MergedMap = new Map();
    const texts = await Promise.all(valueFiles.map((file) => readFile(file, "utf8")));
    for (const [position, file] of valueFiles.entries()) {
      const text = this.#text(texts[position] ?? "", { key: file, file: nameIn(tree, file), tree });
      const index = sources.file("values-file", text, { file: nameIn(tree, file), prefix: [] });
      overlay(values, { index, root: text.root });
    }
    await setInline(values, application, { sources, tree });
    return values;
  }

  #text(text: string, at: { readonly key: string; readonly file: string; readonly tree: Tree }): ValuesText {
    const key = cacheKey(at.tree, at.key);
    const known = key === null ? undefined : this.#texts.get(key);
    const read = known ?? readValuesText(text, at.file, !this.#isHelm3);
    if (key !== null) this.#texts.set(key, read);
    return read;
  }
}

/** What a chart's folder says, the same for every application of it. */
interface PreparedChart {
  readonly chart: ValuedChart;
  readonly conditions: readonly DependencyCondition[];
}

async function readChart(folder: string, tree: Tree): Promise<Reading<PreparedChart>> {
  const plan = await planDependencies(folder, tree.root);
  if (!plan.ok) return plan;
  const chart = await valuedChart(folder, { local: plan.value.local, root: await realpath(tree.root) });
  return read({ chart, conditions: readConditions(chart, tree) });
}

/** Null where the files may change under the same name: a working tree that is not a commit. */
function cacheKey({ root, revision }: Tree, path: string): string | null {
  return revision === null || revision.endsWith("+dirty") ? null : JSON.stringify([root, revision, path]);
}

function nameIn(tree: Tree, absolute: string): string {
  return relative(tree.root, absolute).split(sep).join("/");
}
