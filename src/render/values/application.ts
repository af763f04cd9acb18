import { readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { Application } from "../../environments/application.ts";
import type { Tree } from "../../git/port.ts";
import { type Path, type Reading, read, unread } from "../../vocabulary/index.ts";
import { planDependencies } from "../dependencies/index.ts";
import type { TemplateInput } from "../helm/arguments.ts";
import { resolveInput } from "../input.ts";
import { UnsafeTree } from "../unsafe-tree.ts";
import { setAt } from "./assign.ts";
import { type ChartFolder, chartFolders } from "./charts.ts";
import { type ChartLayers, Coalescer, overlay } from "./coalesce.ts";
import { readConditions } from "./conditions.ts";
import { type DeclaringTemplate, objectValues, parameterValues } from "./declared.ts";
import { InvalidValues, readValuesText, type ValuesText } from "./file.ts";
import { EMPTY } from "./node.ts";
import { resolveLeaves } from "./resolve.ts";
import { leaves, Sources } from "./sources.ts";
import { type MergedMap, toJsonObject } from "./tree.ts";
import type { ApplicationValues } from "./values.ts";

type MergedValues = Omit<ApplicationValues, "conditions">;

/** Reads the values of applications as one version of Helm merges them. A file of a commit is parsed once. */
export class ValuesReader {
  readonly #isHelm3: boolean;
  readonly #texts = new Map<string, Promise<ValuesText | null>>();

  /** @param helm its version, `4.2.3`. */
  constructor(helm: string) {
    this.#isHelm3 = /^v?3\./.test(helm);
  }

  /** Unread for what Helm would refuse: a missing file, a file that is no YAML, a parameter that cannot be set. */
  async read(application: Application, tree: Tree): Promise<Reading<ApplicationValues>> {
    try {
      const input = await resolveInput(application, tree);
      const plan = await planDependencies(input.chart, tree.root);
      if (!plan.ok) return plan;
      const folders = await chartFolders(plan.value);
      return read({ ...(await this.#values(input, folders, tree)), conditions: await readConditions(folders, tree) });
    } catch (error) {
      if (error instanceof UnsafeTree || error instanceof InvalidValues) {
        return unread("render-failed", application.name, error.message);
      }
      throw error;
    }
  }

  async #values(input: TemplateInput, folders: ChartFolder, tree: Tree): Promise<MergedValues> {
    const sources = new Sources();
    const chart = await this.#chart(folders, [], { sources, tree });
    const values = await this.#set(input, sources, tree);
    const coalescer = new Coalescer(this.#isHelm3);
    coalescer.chart(chart, values);
    return {
      leaves: resolveLeaves(values, coalescer.deletions, sources),
      merged: toJsonObject(values),
      sources: sources.all,
    };
  }

  /** Dependencies come before the chart that has them: they are weaker. */
  async #chart(
    { folder, declares, dependencies }: ChartFolder,
    prefix: Path,
    { sources, tree }: { sources: Sources; tree: Tree },
  ): Promise<ChartLayers> {
    const below: { name: string; chart: ChartLayers }[] = [];
    for (const { name, chart } of dependencies) {
      below.push({ name, chart: await this.#chart(chart, [...prefix, name], { sources, tree }) });
    }
    const absolute = join(folder, "values.yaml");
    const text = await this.#text(absolute, tree);
    if (text === null) return { own: null, declares, dependencies: below };
    const kind = prefix.length === 0 ? "defaults" : "dependency-defaults";
    const index = sources.file(kind, text, { file: nameIn(tree, absolute), prefix });
    return { own: { index, root: text.root }, declares, dependencies: below };
  }

  /** What values files, valuesObject and parameters set, in this order. */
  async #set({ application, valueFiles }: TemplateInput, sources: Sources, tree: Tree): Promise<MergedMap> {
    const values: MergedMap = new Map();
    for (const file of valueFiles) {
      const text = await this.#text(file, tree);
      if (text === null) continue;
      const index = sources.file("values-file", text, { file: nameIn(tree, file), prefix: [] });
      overlay(values, { index, root: text.root });
    }
    const template = await templateOf(application, tree);
    if (application.valuesObject !== null) {
      const root = objectValues(application.valuesObject, template);
      const about = { file: application.declaredIn, leaves: leaves(root, []) };
      overlay(values, { index: sources.inline("values-object", root, about), root });
    }
    setParameters(values, application, { sources, template });
    return values;
  }

  /** Null for a file that is not there. */
  #text(absolute: string, tree: Tree): Promise<ValuesText | null> {
    const read = async (): Promise<ValuesText | null> => {
      const text = await readFile(absolute, "utf8").catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return null;
        throw error;
      });
      return text === null ? null : readValuesText(text, nameIn(tree, absolute), !this.#isHelm3);
    };
    if (tree.revision === null || tree.revision.endsWith("+dirty")) return read();
    const key = JSON.stringify([tree.root, tree.revision, absolute]);
    const text = this.#texts.get(key) ?? read();
    this.#texts.set(key, text);
    return text;
  }
}

function setParameters(
  values: MergedMap,
  { parameters, declaredIn }: Application,
  { sources, template }: { sources: Sources; template: DeclaringTemplate | null },
): void {
  if (parameters.length === 0) return;
  const set = parameterValues(parameters, template);
  const about = set.flatMap(({ path, node }) => {
    const steps = path.map((step) => (typeof step === "string" ? step : { index: step, key: null }));
    return node.items === null || node.items.length === 0
      ? [{ path: steps, value: node.value, place: node.place }]
      : leaves(node, steps);
  });
  const layer = sources.inline("parameter", EMPTY, { file: declaredIn, leaves: about });
  for (const { path, node } of set) setAt(values, { path, node, layer });
}

async function templateOf({ declaredIn }: Application, tree: Tree): Promise<DeclaringTemplate | null> {
  if (declaredIn === null) return null;
  const text = await readFile(join(tree.root, declaredIn), "utf8").catch(() => "");
  return { file: declaredIn, text };
}

function nameIn(tree: Tree, absolute: string): string {
  return relative(tree.root, absolute).split(sep).join("/");
}
