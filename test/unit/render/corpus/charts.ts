import { stringify } from "yaml";
import type { Application } from "../../../../src/environments/application.ts";
import { isJsonObject, type Json, type JsonObject, type Path, toValuesKey } from "../../../../src/vocabulary/index.ts";
import { application, chartYaml } from "../chart-tree.ts";
import { AWKWARD } from "./constructs/awkward.ts";
import { HELPERS } from "./constructs/helpers.ts";
import { LISTS } from "./constructs/lists.ts";
import { MAPS } from "./constructs/maps.ts";
import { SCALARS } from "./constructs/scalars.ts";
import { SOURCES } from "./constructs/sources.ts";
import { SUBCHARTS } from "./constructs/subcharts.ts";
import { SWITCHES } from "./constructs/switches.ts";
import { TEXTS } from "./constructs/texts.ts";
import { type Construct, type Fragment, fragmentOf, indent } from "./fragment.ts";
import { Random } from "./random.ts";

const CONSTRUCTS: readonly Construct[] = [
  ...SCALARS,
  ...TEXTS,
  ...LISTS,
  ...MAPS,
  ...HELPERS,
  ...SWITCHES,
  ...SUBCHARTS,
  ...SOURCES,
  ...AWKWARD,
];

/** Helm reads YAML 1.1, where a bare `yes` is no text. */
const YAML_1_1 = { version: "1.1" } as const;

/** One chart of the corpus with an application of it. */
export interface CorpusChart {
  readonly name: string;
  readonly fragments: readonly Fragment[];
  /** Everything of the repository. */
  readonly files: Readonly<Record<string, string>>;
  readonly application: Application;
  /** The values as Helm merges them. */
  readonly values: JsonObject;
  /** Those of them that the chart itself sets. */
  readonly defaults: JsonObject;
}

/** Where a fragment's values are set. */
const LAYERS = ["defaults", "file", "file", "overridden", "object", "parameters"] as const;
type Layer = (typeof LAYERS)[number];

/** Every construct `times` times, in charts of 1 to 16 pieces. */
export function generateCorpus(seed: number, times: number): CorpusChart[] {
  const random = new Random(seed);
  const all = Array.from({ length: times }, () => CONSTRUCTS).flat();
  const fragments = random
    .shuffle(all)
    .map((construct, index) => fragmentOf(construct, `c${String(index).padStart(3, "0")}`, random));
  const charts: CorpusChart[] = [];
  while (fragments.length > 0) {
    const size = random.pick([1, 3, 5, 8, 12, 16]);
    charts.push(chartOf(`chart-${charts.length}`, fragments.splice(0, size), random));
  }
  return charts;
}

function chartOf(name: string, fragments: readonly Fragment[], random: Random): CorpusChart {
  const layered = fragments.map((fragment) => ({ fragment, layer: layerOf(fragment, random) }));
  const on = (...layers: readonly Layer[]): Fragment[] =>
    layered.filter(({ layer }) => layers.includes(layer)).map(({ fragment }) => fragment);
  const chart = `charts/${name}`;
  const files = {
    [`${chart}/Chart.yaml`]: chartYaml(name, dependenciesOf(fragments)),
    [`${chart}/values.yaml`]: defaultsOf(on("defaults"), on("overridden")),
    [`env/${name}.yaml`]: fileOf(on("file", "overridden")),
    ...Object.fromEntries(fragments.flatMap((fragment) => filesOf(fragment, chart))),
  };
  const object = mergeAll(on("object").map(({ values }) => values));
  return {
    name,
    fragments,
    files,
    application: application({
      name,
      release: name,
      chart,
      valueFiles: [`env/${name}.yaml`],
      valuesObject: Object.keys(object).length === 0 ? null : object,
      parameters: on("parameters").flatMap(({ values }) => parametersOf(values)),
    }),
    values: mergeAll(fragments.map(({ values }) => values)),
    defaults: mergeAll(on("defaults", "overridden").map(({ values }) => values)),
  };
}

function layerOf(fragment: Fragment, random: Random): Layer {
  const layer = random.pick(LAYERS);
  if (fragment.text !== null) return layer === "defaults" ? "defaults" : "file";
  const leaves = leavesOf(fragment.values);
  const plain = leaves.every(({ value }) => isPlain(value));
  const full = leaves.every(({ value }) => value !== null && typeof value !== "object");
  if (layer === "parameters") return plain ? layer : "object";
  if (layer === "overridden") return full ? layer : "file";
  return layer;
}

/** Whether `--set` and `--set-string` say the same; a number with a fraction becomes text there. */
function isPlain(value: Json): boolean {
  if (typeof value === "string") return /^[\w.:/-]+$/.test(value);
  return typeof value === "boolean" || Number.isInteger(value);
}

function filesOf(fragment: Fragment, chart: string): [string, string][] {
  const own = Object.entries(fragment.files).map(([path, text]): [string, string] => [`${chart}/${path}`, text]);
  return [...own, ...Object.entries(fragment.outside)];
}

function dependenciesOf(fragments: readonly Fragment[]): string {
  const dependencies = fragments.flatMap((fragment) => fragment.dependencies);
  return dependencies.length === 0 ? "" : stringify({ dependencies });
}

/** The chart's own values; those that the environment overrides are others here. */
function defaultsOf(kept: readonly Fragment[], overridden: readonly Fragment[]): string {
  return fileOf([...kept, ...overridden.map((one) => ({ ...one, values: otherScalars(one.values) }))]);
}

function fileOf(fragments: readonly Fragment[]): string {
  const values = mergeAll(fragments.filter(({ text }) => text === null).map((one) => one.values));
  const texts = fragments.flatMap(({ id, text }) => (text === null ? [] : [`${id}:\n${indent(text, 2)}`]));
  return [Object.keys(values).length === 0 ? "" : stringify(values, YAML_1_1), ...texts].join("\n");
}

/** The same with another value in every scalar. */
function otherScalars(values: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(values).map(([key, value = null]) => [key, otherThan(value)]));
}

function otherThan(values: Json): Json {
  if (Array.isArray(values)) return values.map(otherThan);
  if (isJsonObject(values)) return otherScalars(values);
  if (typeof values === "number") return values + 1;
  return typeof values === "boolean" ? !values : `${values}-default`;
}

function parametersOf(values: JsonObject): Application["parameters"] {
  return leavesOf(values).map(({ path, value }) => ({
    name: toParameterName(path),
    value: typeof value === "string" ? value : JSON.stringify(value),
    forceString: typeof value === "string",
  }));
}

function toParameterName(path: Path): string {
  return path
    .map((segment, index) => {
      if (typeof segment !== "string") return `[${segment.index}]`;
      return `${index === 0 ? "" : "."}${segment.replaceAll(".", "\\.")}`;
    })
    .join("");
}

/** Every scalar, null, empty map and empty list. */
export function leavesOf(value: Json, path: Path = []): { readonly path: Path; readonly value: Json }[] {
  if (Array.isArray(value) && value.length > 0) {
    return value.flatMap((item, index) => leavesOf(item, [...path, { index, key: null }]));
  }
  if (!isJsonObject(value) || Object.keys(value).length === 0) return [{ path, value }];
  return Object.entries(value).flatMap(([key, item = null]) => leavesOf(item, [...path, key]));
}

function mergeAll(values: readonly JsonObject[]): JsonObject {
  const merged: JsonObject = {};
  for (const one of values) {
    for (const [key, value] of Object.entries(one)) {
      const before = merged[key];
      merged[key] = isJsonObject(before) && isJsonObject(value) ? { ...before, ...value } : value;
    }
  }
  return merged;
}

/** How a leaf is named in a message. */
export function nameOf(chart: CorpusChart, leaf: Path): string {
  const [key] = leaf;
  const construct = chart.fragments.find(({ id }) => typeof key === "string" && key.startsWith(id))?.construct;
  return `${chart.name} ${toValuesKey(leaf)} (${construct ?? "global values"})`;
}
