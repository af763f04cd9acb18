import type { Application } from "../../../src/environments/application.ts";
import type { Tree } from "../../../src/git/port.ts";
import type { Renderer } from "../../../src/render/index.ts";
import {
  isJsonObject,
  type Json,
  type JsonObject,
  type KubernetesObject,
  type Path,
  resourceKey,
  resourceOf,
  toPointer,
} from "../../../src/vocabulary/index.ts";

/** An application, and how to render it. */
export interface Subject {
  readonly application: Application;
  readonly tree: Tree;
  readonly renderer: Renderer;
  /** Its merged values. */
  readonly merged: JsonObject;
}

/**
 * Which fields move when one leaf alone has another value, found the slow way: one render for each other value, and a
 * comparison that knows no tokens. Fields are `kind/name pointer`; a renamed object counts as `kind/name`.
 */
export async function movedAlone(leaf: { path: Path; value: Json }, subject: Subject): Promise<ReadonlySet<string>> {
  const moved = new Set<string>();
  const before = await objectsOf(subject, {});
  for (const other of othersOf(leaf.value)) {
    const after = await objectsOf(subject, overlay(subject.merged, leaf.path, other));
    for (const field of after === null || before === null ? [] : differences(before, after)) moved.add(field);
  }
  return moved;
}

function othersOf(value: Json): Json[] {
  if (typeof value === "string") return value === "" ? ["x"] : [`${value}x`, nearest(value), ""];
  if (typeof value === "number") return [value + 1, 0];
  if (typeof value === "boolean") return [!value];
  if (value === null) return ["x"];
  return Array.isArray(value) ? [["x"]] : [{ x: "x" }];
}

function nearest(value: string): string {
  return value.replace(/\d+/, (digits) => String(Number(digits) + 1));
}

/** Values with one other leaf: a list is given as a whole. */
function overlay(merged: JsonObject, path: Path, to: Json): JsonObject {
  const list = path.findIndex((segment) => typeof segment === "object");
  const root = structuredClone(merged);
  const around = path.slice(0, -1).reduce<Json | undefined>(below, root);
  const last = path.at(-1);
  if (typeof last === "string" && isJsonObject(around)) around[last] = to;
  if (typeof last === "object" && Array.isArray(around)) around[last.index] = to;
  const kept = (list < 0 ? path : path.slice(0, list)).filter((segment) => typeof segment === "string");
  const value = kept.reduce<Json | undefined>(below, root) ?? null;
  const object = kept.reduceRight<Json>((inside, key) => ({ [key]: inside }), value);
  return isJsonObject(object) ? object : {};
}

function below(value: Json | undefined, segment: Path[number]): Json | undefined {
  if (typeof segment === "string") return isJsonObject(value) ? value[segment] : undefined;
  return Array.isArray(value) ? value[segment.index] : undefined;
}

type Objects = ReadonlyMap<string, KubernetesObject>;

async function objectsOf({ application, tree, renderer }: Subject, valuesObject: JsonObject): Promise<Objects | null> {
  const rendering = await renderer.render({ ...application, valuesObject }, tree);
  if (!rendering.ok || rendering.value.failures.length > 0) return null;
  return new Map(rendering.value.objects.map(({ object }) => [resourceKey(resourceOf(object)), object]));
}

function differences(before: Objects, after: Objects): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [one, other] = [before.get(key), after.get(key)];
    const { kind, metadata } = one ?? other ?? { kind: "", metadata: { name: "" } };
    const name = `${kind}/${metadata.name}`;
    if (one === undefined || other === undefined) return one === undefined ? [] : [name];
    return fields(one, other, []).map((path) => `${name} ${toPointer(path)}`);
  });
}

/** Lists of another length differ as a whole. */
function fields(before: Json | undefined, after: Json | undefined, path: Path): Path[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (isJsonObject(before) && isJsonObject(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
      fields(before[key], after[key], [...path, key]),
    );
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((item, index) => fields(item, after[index], [...path, { index, key: null }]));
  }
  return [path];
}
