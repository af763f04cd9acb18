import type { Application } from "../environments/application.ts";
import { readEnvironment } from "../environments/index.ts";
import type { Tree } from "../git/port.ts";
import { type Path, toValuesKey } from "../vocabulary/index.ts";
import type { LintPorts } from "./ports.ts";
import type { ReadEnvironment } from "./read.ts";
import type { LintRequest } from "./request.ts";
import type { LintWorld, TracedApplication } from "./traced.ts";

/** An application of an environment that is not linted, but reads a file that is. */
interface Bystander {
  readonly application: Application;
  readonly tree: Tree;
}

/**
 * What rules may look at besides one application. Of leaves that nothing seems to read, the environments that are not
 * linted are asked too, where these read the same file: only then is it said that nothing reads them.
 */
export async function surveyWorld(
  read: readonly ReadEnvironment[],
  request: LintRequest,
  ports: LintPorts,
): Promise<LintWorld> {
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
  const bystanders = silent.length === 0 ? [] : await findBystanders(read, request, ports);
  await Promise.all(bystanders.map((bystander) => askBystander(bystander, { silent, alive, ports })));
  return {
    elsewhere: (subject) =>
      traced.filter((other) => other !== subject && other.application.name === subject.application.name),
    isSilentEverywhere: (file, leaf) => !alive.has(keyOf(file, leaf)),
  };
}

interface SilentLeaf {
  readonly file: string;
  readonly leaf: Path;
}

function silentLeaves(traced: readonly TracedApplication[]): readonly SilentLeaf[] {
  const found = traced.flatMap(({ values, trace }) => {
    const places = new Map(values.leaves.map(({ path, place }) => [toValuesKey(path), place]));
    return trace.leaves.flatMap(({ leaf, of, outcome, mentioned }) => {
      const place = places.get(toValuesKey(leaf));
      return of === "value" && outcome === "silent" && !mentioned && place ? [{ file: place.file, leaf }] : [];
    });
  });
  return [...new Map(found.map((one) => [keyOf(one.file, one.leaf), one])).values()];
}

function isRead({ outcome, mentioned }: TracedApplication["trace"]["leaves"][number]): boolean {
  return outcome !== "silent" || mentioned;
}

async function findBystanders(
  read: readonly ReadEnvironment[],
  { config, revision }: LintRequest,
  { repository, renderer }: LintPorts,
): Promise<readonly Bystander[]> {
  const linted = new Set(read.map(({ environment }) => environment.name));
  const tree = revision === null ? await repository.workingTree() : await repository.treeAt(revision);
  const others = config.environments.filter(({ name }) => !linted.has(name));
  const readings = await Promise.all(
    others.map((environment) => readEnvironment({ config, environment, tree, renderer })),
  );
  return readings.flatMap((reading) =>
    reading.ok ? reading.value.applications.map((application) => ({ application, tree })) : [],
  );
}

interface Question {
  readonly silent: readonly SilentLeaf[];
  readonly alive: Set<string>;
  readonly ports: LintPorts;
}

/**
 * No template speaks of these leaves, whatever the environment. Only values that are templates themselves may read them
 * there; values that cannot be read vouch for nothing.
 */
async function askBystander({ application, tree }: Bystander, { silent, alive, ports }: Question): Promise<void> {
  const concerned = silent.filter(({ file }) => reads(application, file));
  if (concerned.length === 0) return;
  const values = await ports.renderer.values(application, tree);
  const templates = values.ok ? values.value.leaves.flatMap(({ value }) => (isTemplate(value) ? [value] : [])) : null;
  for (const { file, leaf } of concerned) {
    const name = leaf.findLast((segment) => typeof segment === "string") ?? "";
    if (templates === null || templates.some((text) => text.includes(name))) alive.add(keyOf(file, leaf));
  }
}

function isTemplate(value: unknown): value is string {
  return typeof value === "string" && value.includes("{{");
}

/** Whether an application may read a values file: one that it names, or one of its chart. */
function reads({ chart, valueFiles }: Application, file: string): boolean {
  return valueFiles.includes(file) || file.startsWith(`${chart}/`);
}

function keyOf(file: string, leaf: Path): string {
  return JSON.stringify([file, toValuesKey(leaf)]);
}
