import type { Path } from "../../../vocabulary/index.ts";
import { readUnits, type Unit, type Units } from "./blocks.ts";
import type { ChartText } from "./chart-texts.ts";
import { chartsOf, type UsedChart } from "./charts.ts";
import { CONTEXT } from "./meaning.ts";
import { Place } from "./place.ts";
import { type Library, type Notes, Reader } from "./reader.ts";

/** What the text of a chart's templates speaks of. */
export interface Mentions {
  /**
   * True when a template may read the value at this path of the root chart's values, or a map around it as a whole.
   * Where the text does not tell, true: what is false here is read by no template.
   */
  speaksOf(path: Path): boolean;
}

/**
 * Reads all templates of a chart and of those below it.
 * @param files of the chart as Helm loads it, see `readChartTexts`.
 * @param valuesTexts texts among the values that hold `{{`, which a template may run with `tpl` in any chart.
 * @param reach `root` leaves out what the templates of dependencies read.
 */
export function createMentions(
  files: readonly ChartText[],
  valuesTexts: readonly string[],
  reach: "all" | "root" = "all",
): Mentions {
  const all = chartsOf(files);
  const charts = all.filter(({ prefix }) => reach === "all" || prefix.length === 0);
  const read = [...new Set(all.flatMap(({ texts }) => texts))].filter(({ text }) => text.includes("{{"));
  const units = new Map(read.map((file) => [file, readUnits(file.text)] as const));
  const run = valuesTexts.map(readUnits);
  const library = libraryOf([...units.values(), ...run]);
  const foreign = filesCalledByName(units);
  const root = new Place();
  for (const chart of charts) {
    const own = chart.texts.flatMap((file) => units.get(file)?.body ?? []);
    const notes = notesOf(chart, root);
    for (const path of chart.declared) notes.add(path);
    const reader = new Reader(library, notes);
    for (const unit of [...own, ...foreign, ...run.map(({ body }) => body)]) reader.run(unit, CONTEXT);
  }
  return { speaksOf: (path) => root.covers(path) };
}

function libraryOf(units: readonly Units[]): Library {
  const defined = Map.groupBy(
    units.flatMap((one) => one.defined),
    ({ name }) => name,
  );
  return new Map([...defined].map(([name, found]) => [name, found.map(({ unit }) => unit)]));
}

/** A template file may be called by its path, `app/templates/config.yaml`, then with another chart's context too. */
function filesCalledByName(units: ReadonlyMap<ChartText, Units>): Unit[] {
  const names = [...units.keys()].flatMap(({ text }) =>
    [...text.matchAll(/"([^"\n]*\/templates\/[^"\n]*)"/g)].map(([, name]) => name ?? ""),
  );
  return [...units].filter(([{ path }]) => names.some((name) => name.endsWith(`/${path}`))).map(([, { body }]) => body);
}

/** Paths of a chart's own values, put where they stand in the values of the root chart. */
function notesOf({ prefix }: UsedChart, root: Place): Notes {
  return {
    add: (path) => {
      for (const place of placesOf(path, prefix)) root.add(place);
    },
    touch: (path) => {
      for (const place of placesOf(path, prefix)) root.touch(place);
    },
  };
}

/** Global values of every chart above reach a chart too, and tags are those of the root. */
function placesOf(path: readonly string[], prefix: readonly string[]): (readonly string[])[] {
  const [first] = path;
  const own = [...prefix, ...path];
  if (first === "tags") return [own, path];
  if (first !== undefined && first !== "global") return [own];
  const global = first === undefined ? ["global"] : path;
  return [own, ...prefix.map((_, length) => [...prefix.slice(0, length), ...global])];
}
