import { isJsonObject, type Json, type JsonObject } from "../../vocabulary/index.ts";
import { InvalidYaml, readYaml } from "../yaml/index.ts";
import { type ChartFiles, filesInFolder } from "./chart-files.ts";

/** A chart as it is rendered: its values.yaml, and what lies below it under the names by which values reach them. */
export interface ValuedChart {
  /** Its Chart.yaml. */
  readonly metadata: ChartText;
  /** Null for a chart without a values.yaml. */
  readonly values: ChartText | null;
  /** Whether Chart.yaml names dependencies; Helm also takes what merely lies in `charts/`. */
  readonly declares: boolean;
  readonly dependencies: readonly { readonly name: string; readonly chart: ValuedChart }[];
}

/** The text of a file of a chart. */
export interface ChartText {
  readonly text: string;
  /** Names the text, once for each place that it may come from. */
  readonly key: string;
  /** Its absolute path; null in an archive. */
  readonly absolute: string | null;
}

const DEEPEST = 20;

export interface ChartPlace {
  /** Folders of the dependencies that Chart.yaml names by path, by their names. */
  readonly local: ReadonlyMap<string, string>;
  /** The real path of the tree's root. */
  readonly root: string;
}

/**
 * The charts of an application. Dependencies in the repository are taken where they lie; what they depend on in turn must
 * lie in their own `charts/`, as for Helm.
 * @throws UnsafeTree for a link that leaves the tree.
 */
export function valuedChart(folder: string, { local, root }: ChartPlace): Promise<ValuedChart> {
  const linkedCharts = new Map([...local].map(([name, path]) => [name, filesInFolder(path, root)] as const));
  const known = new Map<string, Promise<ValuedChart>>();
  const read = async (
    files: ChartFiles,
    linked: ReadonlyMap<string, ChartFiles>,
    depth: number,
  ): Promise<ValuedChart> => {
    const { dependencies: declared } = await metadataOf(files);
    const below = depth < DEEPEST ? await chartsBelow(files, linked) : new Map<string, ChartFiles>();
    const dependencies = namesOf(declared, below).map(async ({ name, files: chart }) => {
      const reading = known.get(chart.key) ?? read(chart, new Map(), depth + 1);
      known.set(chart.key, reading);
      return { name, chart: await reading };
    });
    return {
      metadata: (await textOf(files, "Chart.yaml")) ?? { text: "", key: files.key, absolute: null },
      values: await textOf(files, "values.yaml"),
      declares: declared.length > 0,
      dependencies: await Promise.all(dependencies),
    };
  };
  return read(filesInFolder(folder, root), linkedCharts, 0);
}

async function textOf(files: ChartFiles, path: string): Promise<ChartText | null> {
  const text = await files.text(path);
  return text === null ? null : { text, key: `${files.key}/${path}`, absolute: files.absolute(path) };
}

/** The charts below one by their own names. */
async function chartsBelow(
  files: ChartFiles,
  linked: ReadonlyMap<string, ChartFiles>,
): Promise<ReadonlyMap<string, ChartFiles>> {
  const charts = await files.charts();
  const names = await Promise.all(charts.map(async (chart) => (await metadataOf(chart)).name));
  const found = charts.map((chart, index) => [names[index] ?? "", chart] as const);
  return new Map([...found.filter(([name]) => name !== ""), ...linked]);
}

interface NamedFiles {
  readonly name: string;
  readonly files: ChartFiles;
}

/** A chart that is not declared goes by its own name, one that is by its aliases. */
function namesOf(declared: Metadata["dependencies"], below: ReadonlyMap<string, ChartFiles>): readonly NamedFiles[] {
  const named = declared.flatMap(({ name, alias }) => {
    const files = below.get(name);
    return files === undefined ? [] : [{ name: alias, files }];
  });
  const names = new Set(declared.map(({ name }) => name));
  const others = [...below].filter(([name]) => !names.has(name)).map(([name, files]) => ({ name, files }));
  return [...others, ...named];
}

interface Metadata {
  readonly name: string;
  readonly dependencies: readonly { readonly name: string; readonly alias: string }[];
}

async function metadataOf(files: ChartFiles): Promise<Metadata> {
  const metadata = mapping(await files.text("Chart.yaml"));
  const requirements = metadata["apiVersion"] === "v1" ? mapping(await files.text("requirements.yaml")) : {};
  const declared = requirements["dependencies"] ?? metadata["dependencies"];
  const dependencies = (Array.isArray(declared) ? declared : []).filter(isJsonObject).map((one) => {
    const name = asText(one["name"]);
    return { name, alias: asText(one["alias"]) || name };
  });
  return { name: asText(metadata["name"]), dependencies };
}

/** A Chart.yaml that cannot be read is for Helm to refuse. */
function mapping(text: string | null): JsonObject {
  try {
    const value = text === null ? null : readYaml(text).value;
    return isJsonObject(value) ? value : {};
  } catch (error) {
    if (error instanceof InvalidYaml) return {};
    throw error;
  }
}

function asText(value: Json | undefined): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
