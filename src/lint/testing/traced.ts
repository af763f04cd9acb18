import type { LeafTrace, Link } from "../../render/probing/index.ts";
import type {
  ApplicationValues,
  DependencyCondition,
  OverriddenValue,
  ValuesPlace,
  ValuesSource,
} from "../../render/values/index.ts";
import {
  isJsonObject,
  type Json,
  type JsonObject,
  type KubernetesObject,
  type Path,
  toValuesKey,
} from "../../vocabulary/index.ts";
import type { LintWorld, TracedApplication } from "../traced.ts";

/** What the values of an application say, and which of them nothing reads. */
export interface TracedSketch {
  readonly environment?: string;
  /** The chart's values.yaml. */
  readonly defaults?: JsonObject;
  /** The environment's file. */
  readonly file?: JsonObject;
  /** Keys of leaves, or of maps and lists around them, that no template reads. Everything else moves something. */
  readonly silent?: readonly string[];
  /** What probing found out about single leaves, by their keys. */
  readonly traces?: Readonly<Record<string, Partial<LeafTrace>>>;
  /** Keys of leaves of the environment's file that stand in line 1, brought in by an alias in line 50; the first is the anchor. */
  readonly aliased?: readonly string[];
  /** Keys of the environment's file that are written without anything behind them. */
  readonly empty?: readonly string[];
  readonly objects?: readonly KubernetesObject[];
  readonly conditions?: readonly DependencyCondition[];
}

export const DEFAULTS = "charts/web/values.yaml";
export const FILE = "environments/test/web.yaml";

/** An application as the rules of lint get it, made from what its two values files say. */
export function traced(sketch: TracedSketch): TracedApplication {
  const { environment = "test", objects = [] } = sketch;
  const values = valuesOf(sketch);
  return {
    environment,
    application: {
      name: "web",
      release: "web",
      namespace: "web-ns",
      chart: "charts/web",
      valueFiles: [FILE],
      ignoreMissingValueFiles: false,
      valuesObject: null,
      parameters: [],
      targetRevision: null,
      ignoreDifferences: [],
      declaredIn: null,
      argoCd: false,
    },
    tree: { root: "/", revision: null },
    rendering: {
      objects: objects.map((object) => ({ object, template: null, hook: null, duplicateKeys: [], unstable: [] })),
      failures: [],
      helm: "4.2.3",
    },
    placed: objects,
    values,
    trace: {
      leaves: values.leaves.map(({ path }) => traceOf(path, sketch)),
      cost: { leaves: values.leaves.length, renders: 0, seconds: 0, cached: false },
    },
  };
}

/** A world in which nothing reads what the application itself does not read. */
export function worldOf(elsewhere: readonly TracedApplication[] = [], alive: readonly string[] = []): LintWorld {
  return {
    elsewhere: () => elsewhere,
    isSilentEverywhere: (_file, leaf) => !alive.includes(toValuesKey(leaf)),
  };
}

/** A link to a field of a rendered object. */
export function linkTo(object: KubernetesObject, path: Path, rest: Partial<Link> = {}): Link {
  const { kind, metadata } = object;
  const [version = "", group = ""] = object.apiVersion.split("/").toReversed();
  const resource = { type: "kubernetes", group, version, kind, namespace: null, name: metadata.name } as const;
  return { resource, path, transformation: "same", present: true, ...rest };
}

function traceOf(leaf: Path, { silent = [], traces = {} }: TracedSketch): LeafTrace {
  const key = toValuesKey(leaf);
  const isSilent = silent.some((one) => key === one || key.startsWith(`${one}.`) || key.startsWith(`${one}[`));
  const outcome = isSilent ? "silent" : "moves";
  return { leaf, of: "value", links: [], outcome, switchedBy: null, mentioned: false, ...traces[key] };
}

function valuesOf({
  defaults = {},
  file = {},
  empty = [],
  aliased = [],
  conditions = [],
}: TracedSketch): ApplicationValues {
  const weak = sourceOf({ kind: "defaults", file: DEFAULTS, says: defaults, empty: [], aliased: [] });
  const strong = sourceOf({ kind: "values-file", file: FILE, says: file, empty, aliased });
  const merged = merge(defaults, file);
  const leaves = leavesOf(merged).map(({ path, value }) => {
    const said = [strong, weak].flatMap((source) => {
      const one = source.leaves.find((leaf) => toValuesKey(leaf.path) === toValuesKey(path));
      return one === undefined ? [] : [{ value: one.value, source: source.kind, place: one.place }];
    });
    const [winner, ...overridden] = said as [OverriddenValue, ...OverriddenValue[]];
    return { path, value, source: winner.source, place: winner.place, overridden };
  });
  return { leaves, merged, sources: [weak, strong], conditions };
}

interface Said {
  readonly kind: ValuesSource["kind"];
  readonly file: string;
  readonly says: JsonObject;
  readonly empty: readonly string[];
  readonly aliased: readonly string[];
}

function sourceOf({ kind, file, says, empty, aliased }: Said): ValuesSource {
  const leaves = leavesOf(says).map(({ path, value }, index) => {
    const key = toValuesKey(path);
    const place = placeAt(file, index + 1, empty.includes(key));
    const use = aliased.indexOf(key);
    const anchor = { ...placeAt(file, 1), through: use > 0 ? { line: 50, column: 1 } : null };
    return { path, value, place: use < 0 ? place : anchor };
  });
  const text = leaves.map(({ value }) => `key:   ${JSON.stringify(value)}`).join("\n");
  return { kind, file, prefix: [], duplicateKeys: [], directives: [], malformedDirectives: [], text, leaves };
}

/** A place in a file; an empty value stands where its key does. */
export function placeAt(file: string, line: number, empty = false): ValuesPlace {
  return { file, line, column: empty ? 1 : 8, keyLine: line, keyColumn: 1, through: null };
}

function leavesOf(value: Json, path: Path = []): { path: Path; value: Json }[] {
  if (Array.isArray(value) && value.length > 0)
    return value.flatMap((item, index) => leavesOf(item, [...path, { index, key: null }]));
  if (isJsonObject(value) && (Object.keys(value).length > 0 || path.length === 0))
    return Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : leavesOf(item, [...path, key])));
  return [{ path, value }];
}

/** As Helm merges: maps deeply, everything else as a whole, and a null takes a default away. */
function merge(weak: JsonObject, strong: JsonObject): JsonObject {
  const merged: JsonObject = { ...weak };
  for (const [key, value] of Object.entries(strong)) {
    const below = merged[key];
    if (value === null && below !== undefined) delete merged[key];
    else merged[key] = isJsonObject(value) && isJsonObject(below) ? merge(below, value) : value;
  }
  return merged;
}
