import { relative, sep } from "node:path";
import type { Tree } from "../../git/port.ts";
import { isJsonObject, type Json, type JsonObject, type Path } from "../../vocabulary/index.ts";
import { InvalidYaml, readPlacedYaml } from "../yaml/index.ts";
import type { ChartText, ValuedChart } from "./charts.ts";
import { inFile } from "./node.ts";
import type { DependencyCondition } from "./values.ts";

/**
 * The conditions of a chart's dependencies and of theirs, as each Chart.yaml states them. Faults that Helm itself reports
 * are left to Helm, and a requirements.yaml of Helm 2 is not looked at.
 */
export function readConditions(chart: ValuedChart, tree: Tree, prefix: Path = []): readonly DependencyCondition[] {
  const read = new Set(chart.dependencies.map(({ name }) => name));
  return [
    ...conditionsIn(chart.metadata, tree).map(({ alias, paths, tags, place }) => ({
      dependency: [...prefix, alias],
      paths: paths.map((path) => [...prefix, ...path]),
      hasTags: tags,
      isRead: read.has(alias),
      place,
    })),
    ...chart.dependencies.flatMap(({ name, chart: below }) => readConditions(below, tree, [...prefix, name])),
  ];
}

interface Declared extends Pick<DependencyCondition, "paths" | "place"> {
  readonly alias: string;
  readonly tags: boolean;
}

function conditionsIn({ text, absolute }: ChartText, tree: Tree): readonly Declared[] {
  const yaml = placed(text);
  const list = isJsonObject(yaml?.value) ? yaml.value["dependencies"] : undefined;
  const declared = Array.isArray(list) ? list.filter(isJsonObject) : [];
  const file = absolute === null ? "../" : relative(tree.root, absolute).split(sep).join("/");
  return declared.flatMap((one) => {
    const condition = one["condition"];
    if (typeof condition !== "string") return [];
    const place = file.startsWith("../") ? null : (yaml?.placeOf(one, "condition") ?? null);
    return [
      {
        alias: aliasOf(one),
        paths: pathsOf(condition),
        tags: isFilled(one["tags"]),
        place: place === null ? null : inFile(place, { file, line: 0 }),
      },
    ];
  });
}

function placed(text: string): ReturnType<typeof readPlacedYaml> | null {
  try {
    return readPlacedYaml(text);
  } catch (error) {
    if (error instanceof InvalidYaml) return null;
    throw error;
  }
}

/** Helm takes several paths with commas between them, and asks them in their order. */
function pathsOf(condition: string): readonly Path[] {
  const paths = condition.split(",").map((path) => path.trim());
  return paths.filter((path) => path !== "").map((path) => path.split("."));
}

function aliasOf({ alias, name }: JsonObject): string {
  return [alias, name].find((one): one is string => typeof one === "string" && one !== "") ?? "";
}

function isFilled(tags: Json | undefined): boolean {
  return Array.isArray(tags) && tags.length > 0;
}
