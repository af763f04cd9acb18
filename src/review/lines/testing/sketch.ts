import { parseConfig } from "../../../config/index.ts";
import { differenceOf, findingOf } from "../../../findings/fixture.ts";
import type { FileDiff, HunkLine } from "../../../git/port.ts";
import type { TracedApplication } from "../../../lint/index.ts";
import { linkTo, traced } from "../../../lint/testing/traced.ts";
import { createScrubber, type Scrubber } from "../../../masking/index.ts";
import type { LeafTrace, Link, Trace } from "../../../render/index.ts";
import { readValuesText } from "../../../render/values/file.ts";
import { intentOf } from "../../../systems/testing/intent.ts";
import {
  type Difference,
  isJsonObject,
  type JsonObject,
  type KubernetesObject,
  type Path,
  type ReviewedLine,
  type RuleName,
  resourceOf,
  toValuesKey,
  unread,
} from "../../../vocabulary/index.ts";
import type { EnvironmentEvidence, FieldChange, LocatedFinding, ResourceChange } from "../../sides.ts";
import { reviewedLines } from "../index.ts";

export const FILE = "charts/web/values.yaml";
export const OBJECT: KubernetesObject = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "web" } };
export const DEPLOYMENT: KubernetesObject = { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web" } };
export const KAFKA: KubernetesObject = { apiVersion: "kafka.strimzi.io/v1", kind: "Kafka", metadata: { name: "web" } };
export const SECRET: KubernetesObject = { apiVersion: "v1", kind: "Secret", metadata: { name: "web" } };

/** A change of the chart's values in one environment, and what it does to one object. */
export interface ChangeSketch {
  readonly environment?: string;
  readonly before: string;
  readonly after: string;
  /** Which field of the object each key moves, on both sides. */
  readonly moves?: Readonly<Record<string, Partial<Link> | undefined>>;
  /** Keys that nobody traced. */
  readonly untraced?: readonly string[];
  readonly object?: KubernetesObject;
  /** The fields that differ; none for an object that does not. */
  readonly fields?: readonly FieldChange[];
  readonly findings?: readonly FindingSketch[];
}

/** Something that is found about a key of the head's values; null for what comes from no values line. */
export interface FindingSketch {
  readonly at: string | null;
  readonly reason: RuleName;
  readonly difference?: Partial<Difference>;
}

/** The lines of one change that several environments read. */
export function linesOf(
  sketches: readonly ChangeSketch[],
  scrubber: Scrubber = createScrubber(),
): Promise<readonly ReviewedLine[]> {
  const files = sketches.slice(0, 1).map(({ before, after }) => diffOf(before, after));
  // Nothing is known beyond the sketch.
  const renderer = { trace: async () => unread<Trace>("render-failed", "web", "nobody asked") };
  const change = { base: "base", head: "head", files };
  return reviewedLines(
    sketches.map((sketch) => evidenceOf(sketch, files)),
    change,
    { renderer, scrubber },
  );
}

function evidenceOf(sketch: ChangeSketch, files: readonly FileDiff[]): EnvironmentEvidence {
  const { environment: name = "test", findings = [] } = sketch;
  const [before, after] = [sideOf(sketch.before, sketch), sideOf(sketch.after, sketch)];
  const changes = changesOf(sketch);
  return {
    sides: {
      environment: environmentOf(name),
      change: { base: "base", head: "head", files },
      before: intentOf([]),
      after: intentOf([]),
      applications: [{ name: "web", namespace: "web-ns", before, after }],
      lint: { before: [], after: [] },
      failures: [],
      notes: [],
    },
    changes,
    resources: changes.map(({ application, resource }) => {
      return { application, system: "other", resource, change: "changed", formerly: null, fields: [], effects: [] };
    }),
    findings: findings.map((finding) => locatedOf(finding, after)),
    mended: [],
  };
}

function environmentOf(name: string) {
  const layout = "layout: { plain: { values: '{environment}', applications: [{ name: a, chart: c, namespace: n }] } }";
  const text = `schemaVersion: 1\n${layout}\nenvironments: [{ name: ${name} }]\n`;
  const [environment] = parseConfig({ text, file: "/holdfast.yaml" }).environments;
  if (environment === undefined) throw new Error("the configuration names one environment");
  return environment;
}

function sideOf(text: string, { moves = {}, untraced = [], object = OBJECT }: ChangeSketch): TracedApplication {
  const subject = traced({});
  const read = readValuesText(text, FILE, true);
  const leaves = read.leaves.map((leaf) => ({ ...leaf, source: "defaults" as const, overridden: [] }));
  const merged = read.root.value;
  if (typeof merged !== "object" || merged === null || Array.isArray(merged)) throw new Error("values are a map");
  const trace = leaves.flatMap(({ path }): LeafTrace[] => {
    const key = toValuesKey(path);
    if (untraced.includes(key)) return [];
    const link = moves[key];
    const links = link === undefined ? [] : [linkTo(object, [], link)];
    const outcome = link === undefined ? "silent" : "moves";
    return [{ leaf: path, of: "value", links, outcome, switchedBy: null, mentioned: false }];
  });
  const source = { ...read, kind: "defaults", file: FILE, prefix: [] } as const;
  return {
    ...subject,
    values: { leaves, merged, sources: [source], conditions: [] },
    trace: { ...subject.trace, leaves: trace },
  };
}

function changesOf({ fields = [], object = OBJECT }: ChangeSketch): readonly ResourceChange[] {
  if (fields.length === 0) return [];
  const resource = { ...resourceOf(object), namespace: "web-ns" };
  const [before, after] = [withFields(object, fields, "before"), withFields(object, fields, "after")];
  return [{ application: "web", resource, formerly: null, before, after, template: null, fields }];
}

/** The object as it is on one side. */
function withFields(object: KubernetesObject, fields: readonly FieldChange[], side: "before" | "after") {
  const made = structuredClone(object);
  for (const change of fields) {
    const value = change[side];
    const [last = "", ...way] = change.path.map(String).toReversed();
    let at: JsonObject = made;
    for (const name of way.toReversed()) {
      const inner = isJsonObject(at[name]) ? at[name] : {};
      at[name] = inner;
      at = inner;
    }
    if (value !== undefined) at[last] = value;
  }
  return made;
}

function locatedOf({ at, reason, difference = {} }: FindingSketch, { values }: TracedApplication): LocatedFinding {
  if (at === null) {
    const whole = differenceOf({ reason, ...difference });
    const finding = findingOf(whole, { environment: "test", application: "web", system: "other" });
    return { finding, place: null, side: "head", difference: whole };
  }
  const leaf = values.leaves.find(({ path }) => toValuesKey(path) === at);
  if (leaf?.place === undefined || leaf.place === null) throw new Error(`the head has no ${at}`);
  const { file, line, column } = leaf.place;
  const resource = { type: "values", application: "web", file } as const;
  const whole = differenceOf({ resource, path: leaf.path, reason, ...difference });
  const finding = findingOf(whole, { environment: "test", application: "web", system: "other" });
  const provenance = { file, line, column, key: at, transformation: null, commit: null, author: null, time: null };
  return { finding: { ...finding, provenance }, place: leaf.place, side: "head", difference: whole };
}

/** The lines between the equal beginning and the equal end, with three around them. */
function diffOf(before: string, after: string): FileDiff {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const start = commonLength(old, now);
  const end = Math.min(commonLength(old.toReversed(), now.toReversed()), Math.min(old.length, now.length) - start);
  const pairs = (from: number, to: number, shift: number): HunkLine[] =>
    Array.from({ length: Math.max(0, to - from) }, (_, index) => {
      return { base: from + index + 1, head: from + index + 1 + shift };
    });
  const numbers = (from: number, to: number): number[] =>
    Array.from({ length: to - from }, (_, index) => from + index + 1);
  const shift = now.length - old.length;
  const lines: HunkLine[] = [
    ...pairs(Math.max(0, start - 3), start, 0),
    ...numbers(start, old.length - end).map((base) => ({ base, head: null })),
    ...numbers(start, now.length - end).map((head) => ({ base: null, head })),
    ...pairs(old.length - end, Math.min(old.length, old.length - end + 3), shift),
  ];
  return { file: FILE, formerly: null, status: "modified", hunks: [{ lines }] };
}

function commonLength(a: readonly string[], b: readonly string[]): number {
  const length = a.findIndex((line, index) => line !== b[index]);
  return length < 0 ? Math.min(a.length, b.length) : length;
}

/** A field of the object that went from one value to another. */
export function field(name: string, before: string | number, after: string | number): FieldChange {
  return { path: ["data", name], before, after };
}

/** A link to that field. */
export function to(name: string, rest: Partial<Link> = {}): Partial<Link> {
  const path: Path = ["data", name];
  return { path, ...rest };
}
