import jsonPatch, { type Operation } from "fast-json-patch";
import { isJsonObject, type Json, type KubernetesObject } from "../../../src/vocabulary/index.ts";
import type { Rendered } from "./rendered.ts";
import type { At, Expected, Row, Way } from "./rows/index.ts";

/** One mutation: a row, and a copy of a rendered object that nothing else touches. */
export interface Mutation {
  readonly theme: string;
  readonly row: Row;
  readonly at: At;
  /** As it is deployed, or would be. */
  readonly object: KubernetesObject;
  readonly beside: readonly KubernetesObject[];
  readonly expected: readonly Expected[];
}

/** Chooses among several objects that fit: below `size`. */
export type Choose = (size: number) => number;

/** Which rendered objects each row is about. The same for all ways, so that these can be compared. */
export function chooseObjects(row: Row, rendered: readonly Rendered[], choose: Choose): KubernetesObject[] {
  const wanted = typeof row.of === "string" ? [row.of] : row.of;
  return wanted.flatMap((of) => {
    if (of === "everything") return distinct(rendered);
    const kinds = of === "*" ? [...new Set(rendered.map(({ object }) => object.kind))] : [of];
    return kinds.map((kind) => one(kind, rendered, choose));
  });
}

/** Makes the mutation's own objects. `id` is unique within all ways. */
export function makeMutation(
  given: { theme: string; row: Row; source: KubernetesObject; beside: readonly KubernetesObject[] },
  where: { way: Way; application: string; id: string },
): Mutation {
  const { theme, row, source } = given;
  const { way, application, id } = where;
  const name = `${source.metadata.name.slice(0, 36).replace(/[-.]$/, "")}-${id}`;
  const renamed = withClone({ ...source, metadata: { ...source.metadata, name } }, id);
  const born = typeof row.born === "function" ? row.born({ object: renamed, way, application }) : row.born;
  const object = patched(renamed, born ?? []);
  const beside = given.beside.map((other, i) => {
    const extra = patched(other, row.beside?.[i]?.born ?? []);
    const pointed = pointTo(extra["spec"] ?? null, { from: scaledName(extra) ?? source.metadata.name, to: name });
    return {
      ...extra,
      ...(isJsonObject(pointed) && { spec: pointed }),
      metadata: { ...extra.metadata, name: `${name}-b` },
    };
  });
  const at = { object, way, application };
  return { theme, row, at, object, beside, expected: typeof row.expect === "function" ? row.expect(at) : row.expect };
}

export function patched(object: KubernetesObject, patch: readonly Operation[]): KubernetesObject {
  return jsonPatch.applyPatch(structuredClone(object), [...patch], false, true).newDocument;
}

function one(of: string, rendered: readonly Rendered[], choose: Choose): KubernetesObject {
  const [, environment, kind, name] = /^(?:(\w+):)?(\w+)(?:\/(.+))?$/.exec(of) ?? [];
  const fitting = rendered.filter(
    (candidate) =>
      candidate.object.kind === kind &&
      (environment === undefined || candidate.environment === environment) &&
      (name === undefined || candidate.object.metadata.name === name),
  );
  const chosen = fitting[choose(fitting.length)];
  if (chosen === undefined) throw new Error(`the charts render no ${of}`);
  return chosen.object;
}

function distinct(rendered: readonly Rendered[]): KubernetesObject[] {
  return [...new Map(rendered.map(({ object }) => [JSON.stringify(object), object])).values()];
}

/** Copies of one Deployment must not select each other's pods. */
function withClone(object: KubernetesObject, id: string): KubernetesObject {
  if (object.kind !== "Deployment") return object;
  return patched(object, [
    { op: "add", path: "/spec/selector/matchLabels/truth", value: id },
    { op: "add", path: "/spec/template/metadata/labels/truth", value: id },
  ]);
}

function scaledName({ spec }: KubernetesObject): string | null {
  const target = isJsonObject(spec) ? spec["scaleTargetRef"] : null;
  const name = isJsonObject(target) ? target["name"] : null;
  return typeof name === "string" ? name : null;
}

function pointTo(value: Json, names: { from: string; to: string }): Json {
  if (value === names.from) return names.to;
  if (Array.isArray(value)) return value.map((item) => pointTo(item, names));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, pointTo(item ?? null, names)]));
}
