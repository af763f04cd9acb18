import type { Path } from "../../../vocabulary/index.ts";
import type { ChartText } from "./chart-texts.ts";
import { chartsOf, type UsedChart } from "./charts.ts";
import { newUnit, readUnits, type Unit, type Units } from "./unit.ts";

/** What the text of a chart's templates speaks of. */
export interface Mentions {
  /**
   * True when a template may read the value at this path of the root chart's values, or a map around it as a whole.
   * Where the text does not tell, true: what is false here is read by no template.
   */
  speaksOf(path: Path): boolean;
}

/** Named templates belong to all charts at once; of one name there may be several. */
type Library = ReadonlyMap<string, readonly Unit[]>;

/**
 * Reads all templates of a chart and of those below it.
 * @param files of the chart as Helm loads it, see `readChartTexts`.
 * @param valuesTexts texts among the values that hold `{{`, which a template may run with `tpl` in any chart.
 */
export function createMentions(files: readonly ChartText[], valuesTexts: readonly string[]): Mentions {
  const charts = chartsOf(files);
  const read = [...new Set(charts.flatMap(({ texts }) => texts))].filter(({ text }) => text.includes("{{"));
  const units = new Map(read.map((file) => [file, readUnits(file.text)] as const));
  const run = valuesTexts.map(readUnits);
  const library = libraryOf([...units.values(), ...run]);
  const foreign = filesCalledByName(units, library);
  const root = new Place();
  for (const chart of charts) {
    const own = chart.texts.flatMap((file) => units.get(file)?.body ?? []);
    addChart(root, chart, reach([...own, ...foreign, ...run.map(({ body }) => body)], library));
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
function filesCalledByName(units: ReadonlyMap<ChartText, Units>, library: Library): Unit[] {
  const callers = [...[...units.values()].map(({ body }) => body), ...[...library.values()].flat()];
  const names = callers.flatMap(({ calls }) => [...calls.keys()]).filter((name) => name.includes("/templates/"));
  return [...units].filter(([{ path }]) => names.some((name) => name.endsWith(`/${path}`))).map(([, { body }]) => body);
}

/** The units that run, and one more for what they write out of a whole context. */
function reach(bodies: readonly Unit[], library: Library): Unit[] {
  const whole = newUnit();
  const seen = new Map<Unit, boolean>(bodies.map((body) => [body, true]));
  const queue = [...seen.keys()];
  for (let unit = queue.pop(); unit !== undefined; unit = queue.pop()) {
    const context = seen.get(unit) === true;
    if (context && unit.dumps) whole.paths.push([]);
    for (const called of calledBy(unit, library)) {
      const given = context && called.context;
      if (seen.get(called.unit) === true || (seen.has(called.unit) && !given)) continue;
      seen.set(called.unit, given);
      queue.push(called.unit);
    }
  }
  return [...seen.keys(), whole];
}

/** `context` is true where the caller hands on its own context as a whole. */
function calledBy(unit: Unit, library: Library): { readonly unit: Unit; readonly context: boolean }[] {
  const names = unit.callsAny ? [...library.keys()].map((name) => [name, true] as const) : [...unit.calls];
  return names.flatMap(([name, context]) => (library.get(name) ?? []).map((called) => ({ unit: called, context })));
}

function addChart(root: Place, chart: UsedChart, units: readonly Unit[]): void {
  const { prefix, declared } = chart;
  for (const path of [...declared, ...units.flatMap(({ paths }) => paths)]) {
    root.add([...prefix, ...path]);
    const [first] = path;
    if (first === "tags") root.add(path);
    if (first === undefined) addAbove(root, prefix, ["global"]);
    if (first === "global") addAbove(root, prefix, path);
  }
}

/** Global values of every chart above reach a chart too. */
function addAbove(root: Place, prefix: readonly string[], path: readonly string[]): void {
  for (let length = 0; length < prefix.length; length++) root.add([...prefix.slice(0, length), ...path]);
}

/** A tree of the paths that are spoken of. */
class Place {
  #whole = false;
  readonly #below = new Map<string, Place>();

  add(path: readonly string[]): void {
    const [first, ...rest] = path;
    if (first === undefined) {
      this.#whole = true;
      return;
    }
    const next = this.#below.get(first) ?? new Place();
    this.#below.set(first, next);
    next.add(rest);
  }

  /** A path that ends above what is spoken of is read on the way there. */
  covers(path: Path): boolean {
    const [first, ...rest] = path;
    if (this.#whole || first === undefined) return true;
    if (typeof first !== "string") return this.#below.size > 0;
    return this.#below.get(first)?.covers(rest) === true;
  }
}
