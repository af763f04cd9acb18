import { isJsonObject, type Json, type JsonObject } from "../../../vocabulary/index.ts";
import { InvalidYaml, readYaml } from "../../yaml/index.ts";
import type { ChartText } from "./chart-texts.ts";

/** One chart as it is used: a chart that goes by two aliases is here twice. */
export interface UsedChart {
  /** Where its values stand in the values of the root chart. */
  readonly prefix: readonly string[];
  /** Files that may hold templates. */
  readonly texts: readonly ChartText[];
  /** Paths in its values, relative to the prefix, that Chart.yaml reads: conditions, tags, imports, unknown dependencies. */
  readonly declared: readonly (readonly string[])[];
}

interface Dependency {
  readonly name: string;
  readonly alias: string;
  readonly declared: readonly (readonly string[])[];
}

const NO_TEMPLATES = /^(?:values[^/]*\.ya?ml|Chart\.(?:yaml|lock)|values\.schema\.json|crds\/.*|.*\.(?:md|gotmpl))$/;

/** The chart whose files these are, and the charts below it. */
export function chartsOf(files: readonly ChartText[], prefix: readonly string[] = []): UsedChart[] {
  const own = files.filter(({ path }) => !path.startsWith("charts/"));
  const folders = Map.groupBy(
    files.filter(({ path }) => /^charts\/[^/]+\//.test(path)),
    ({ path }) => path.split("/")[1] ?? "",
  );
  const dependencies = dependenciesOf(own);
  const found = [...folders.values()].map((below) => subchart(below));
  const absent = dependencies.filter(({ name }) => !found.some((chart) => chart.name === name));
  const declared = [...dependencies.flatMap((one) => one.declared), ...absent.map(({ alias }) => [alias])];
  const texts = own.filter(({ path }) => !NO_TEMPLATES.test(path));
  const used = found.flatMap((chart) =>
    aliasesOf(chart.name, dependencies).flatMap((alias) => chartsOf(chart.files, [...prefix, alias])),
  );
  return [{ prefix, texts, declared }, ...used];
}

function subchart(below: readonly ChartText[]): { readonly name: string; readonly files: readonly ChartText[] } {
  const files = below.map(({ path, text }) => ({ path: path.split("/").slice(2).join("/"), text }));
  return { name: textOf(mappingIn(files, "Chart.yaml")?.["name"]), files };
}

/** A chart that nobody declares is used all the same, under its own name. */
function aliasesOf(name: string, dependencies: readonly Dependency[]): string[] {
  const aliases = dependencies.filter((one) => one.name === name).map(({ alias }) => alias);
  return aliases.length === 0 ? [name] : [...new Set(aliases)];
}

function dependenciesOf(files: readonly ChartText[]): Dependency[] {
  const lists = ["Chart.yaml", "requirements.yaml"].map((path) => mappingIn(files, path)?.["dependencies"]);
  return lists.flatMap((list) => (Array.isArray(list) ? list.filter(isJsonObject).map(dependencyOf) : []));
}

function dependencyOf(one: JsonObject): Dependency {
  const name = textOf(one["name"]);
  const alias = textOf(one["alias"]) || name;
  const conditions = textOf(one["condition"]).split(",");
  const tags = listOf(one["tags"]).map((tag) => ["tags", textOf(tag)]);
  const imports = listOf(one["import-values"]).map((item) => [alias, ...importedPath(item)]);
  const paths = conditions.map((path) => path.trim().split(".")).filter(([first]) => first !== "");
  return { name, alias, declared: [...paths, ...tags, ...imports] };
}

/** `import-values` takes a child's `exports.NAME`, or the path that it names. */
function importedPath(item: Json): string[] {
  if (isJsonObject(item)) return textOf(item["child"]).split(".");
  return ["exports", ...textOf(item).split(".")];
}

function mappingIn(files: readonly ChartText[], path: string): JsonObject | null {
  const text = files.find((file) => file.path === path)?.text;
  if (text === undefined) return null;
  try {
    const { value } = readYaml(text);
    return isJsonObject(value) ? value : null;
  } catch (error) {
    if (error instanceof InvalidYaml) return null;
    throw error;
  }
}

function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
