import type { Config } from "../config/config.ts";
import { type Path, toValuesKey } from "../vocabulary/index.ts";
import { type OtherReader, otherReaders, type Surveyed, templatesOf } from "./other-readers.ts";
import type { LintWorld, TracedApplication } from "./traced.ts";

/**
 * What rules may look at besides one application. Of leaves that nothing seems to read, whatever else reads the same
 * file is asked too: only then is it said that nothing reads them.
 */
export async function surveyWorld(read: readonly Surveyed[], config: Config): Promise<LintWorld> {
  const traced = read.flatMap(({ applications }) => applications);
  const silent = silentLeaves(traced);
  const alive = new Set<string>();
  for (const { values, trace } of traced) {
    const moving = new Set(trace.leaves.filter(isRead).map(({ leaf }) => toValuesKey(leaf)));
    for (const { file, leaf } of silent) {
      if (values.sources.some((source) => source.file === file) && moving.has(toValuesKey(leaf)))
        alive.add(keyOf(file, leaf));
    }
  }
  const root = read[0]?.declaration.root;
  if (silent.length > 0 && root !== undefined) {
    const readers = await otherReaders(read, { config, root });
    await Promise.all(readers.map((reader) => askReader(reader, { silent, alive, root })));
  }
  return {
    elsewhere: (subject) =>
      traced.filter((other) => other !== subject && other.application.name === subject.application.name),
    isSilentEverywhere: (file, leaf) => !alive.has(keyOf(file, leaf)),
  };
}

interface SilentLeaf {
  /** Of the application that has it. */
  readonly chart: string;
  readonly file: string;
  readonly leaf: Path;
}

function silentLeaves(traced: readonly TracedApplication[]): readonly SilentLeaf[] {
  const found = traced.flatMap(({ application: { chart }, values, trace }) => {
    const places = new Map(values.leaves.map(({ path, place }) => [toValuesKey(path), place]));
    return trace.leaves.flatMap(({ leaf, of, outcome, mentioned }) => {
      const place = places.get(toValuesKey(leaf));
      return of === "value" && outcome === "silent" && !mentioned && place ? [{ chart, file: place.file, leaf }] : [];
    });
  });
  return [...new Map(found.map((one) => [keyOf(one.file, one.leaf), one])).values()];
}

function isRead({ outcome, mentioned }: TracedApplication["trace"]["leaves"][number]): boolean {
  return outcome !== "silent" || mentioned;
}

interface Question {
  readonly silent: readonly SilentLeaf[];
  readonly alive: Set<string>;
  readonly root: string;
}

/**
 * No template of its chart speaks of a silent leaf, whatever the environment: only values that are templates themselves
 * may read it there. Of another chart nothing is known.
 */
async function askReader(reader: OtherReader, { silent, alive, root }: Question): Promise<void> {
  const concerned = silent.filter(({ file }) => reader.files.includes(file) || file.startsWith(`${reader.chart}/`));
  if (concerned.length === 0) return;
  const templates = await templatesOf(reader, root);
  for (const { file, leaf, chart } of concerned) {
    const name = leaf.findLast((segment) => typeof segment === "string") ?? "";
    if (chart !== reader.chart || templates.some((text) => text.includes(name))) alive.add(keyOf(file, leaf));
  }
}

function keyOf(file: string, leaf: Path): string {
  return JSON.stringify([file, toValuesKey(leaf)]);
}
