import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Application } from "../../environments/index.ts";
import type { FileDiff } from "../../git/port.ts";
import type { BothSides, ResolvedChange } from "../change.ts";
import type { Footprints } from "../reach/index.ts";
import { type Spoken, spokenIn } from "./value-chains.ts";

/** Which values a change of a chart may have made read, or unread. */
export interface TemplateChange {
  /** What lines speak of that are gone. */
  readonly removed: Pick<Spoken, "chains">;
  /** What lines speak of that are new. */
  readonly added: Pick<Spoken, "chains">;
  /** True where that cannot be told: it may be any value. */
  readonly isOpen: boolean;
}

export const UNCHANGED: TemplateChange = { removed: { chains: [] }, added: { chains: [] }, isOpen: false };
const OPEN: TemplateChange = { ...UNCHANGED, isOpen: true };

/** Lines of Chart.yaml that say nothing of dependencies. */
const ABOUT_THE_CHART = /^(?:(?:apiVersion|version|appVersion|description|name|type|home|icon)\s*:.*)?$/;
const CHART_FILE = /(?:^|\/)(?:Chart|requirements)\.(?:yaml|lock)$/;
const VALUES_FILE = /(?:^|\/)values\.(?:yaml|schema\.json)$/;

/** What changed in the templates of charts; each chart is looked at once. */
export class TemplateChanges {
  readonly #change: ResolvedChange;
  readonly #footprints: BothSides<Footprints>;
  readonly #known = new Map<string, Promise<TemplateChange>>();

  constructor(change: ResolvedChange, footprints: BothSides<Footprints>) {
    this.#change = change;
    this.#footprints = footprints;
  }

  /** What changed for an application that both sides declare. */
  async of({ before, after }: BothSides<Application>): Promise<TemplateChange> {
    if (before.chart !== after.chart || before.targetRevision !== after.targetRevision) return OPEN;
    const known = this.#known.get(after.chart) ?? this.#read(after.chart);
    this.#known.set(after.chart, known);
    return known;
  }

  async #read(chart: string): Promise<TemplateChange> {
    const files = await Promise.all(this.#change.change.files.map((diff) => this.#isIn(diff, chart)));
    const diffs = this.#change.change.files.filter((_, index) => files[index] === true);
    const changes = await Promise.all(diffs.map((diff) => this.#linesOf(diff)));
    if (changes.includes(null)) return OPEN;
    const texts = changes.filter((one) => one !== null);
    const [removed, added] = await Promise.all([
      this.#spokenBy(chart, texts.map(({ before }) => before).join("\n"), "before"),
      this.#spokenBy(chart, texts.map(({ after }) => after).join("\n"), "after"),
    ]);
    return { removed, added, isOpen: removed.isOpen || added.isOpen };
  }

  async #isIn({ file, formerly }: FileDiff, chart: string): Promise<boolean> {
    const parts = [
      await this.#footprints.before.charts.partsOf(chart),
      await this.#footprints.after.charts.partsOf(chart),
    ];
    const folders = parts.flatMap(({ folders, linked }) => [...folders, ...linked]);
    return [file, formerly ?? file].some((name) =>
      folders.some((folder) => name === folder || name.startsWith(`${folder}/`)),
    );
  }

  /** The lines that only one side has; null where they may say anything. */
  async #linesOf({ file, formerly, hunks }: FileDiff): Promise<BothSides<string> | null> {
    if (VALUES_FILE.test(file)) return { before: "", after: "" };
    if (hunks.length === 0) return null;
    const { before, after } = this.#change.trees;
    const [was, is] = await Promise.all([
      linesAt(join(before.root, formerly ?? file)),
      linesAt(join(after.root, file)),
    ]);
    const lines = hunks.flatMap((hunk) => hunk.lines);
    const removed = lines.flatMap(({ base, head }) => (base !== null && head === null ? [was[base - 1] ?? ""] : []));
    const added = lines.flatMap(({ base, head }) => (head !== null && base === null ? [is[head - 1] ?? ""] : []));
    if (!CHART_FILE.test(file)) return { before: removed.join("\n"), after: added.join("\n") };
    return [...removed, ...added].every((line) => ABOUT_THE_CHART.test(line)) ? { before: "", after: "" } : null;
  }

  /** What the text speaks of, and every named template that it calls. */
  async #spokenBy(chart: string, text: string, side: "before" | "after"): Promise<Spoken> {
    const definitions = await this.#footprints[side].charts.textsOf(chart);
    const called = new Set<string>();
    const all = [spokenIn(text)];
    for (const { calls } of all) {
      for (const name of calls) {
        if (called.has(name)) continue;
        called.add(name);
        all.push(...definitions.flatMap((one) => bodyOf(name, one)).map(spokenIn));
      }
    }
    return {
      chains: all.flatMap(({ chains }) => chains),
      calls: [...called],
      isOpen: all.some(({ isOpen }) => isOpen),
    };
  }
}

/** The text of a named template, up to the next one. */
function bodyOf(name: string, text: string): readonly string[] {
  const start = text.indexOf(`define "${name}"`);
  if (start < 0) return [];
  const from = start + `define "${name}"`.length;
  const next = text.indexOf('define "', from);
  return [text.slice(from, next < 0 ? undefined : next)];
}

async function linesAt(path: string): Promise<readonly string[]> {
  return (await readFile(path, "utf8").catch(() => "")).split("\n");
}
