import { isJsonObject, type Json, type JsonObject, type Path } from "../../vocabulary/index.ts";
import { brokenConstraints } from "./constraints.ts";
import { itemSegment } from "./item-segment.ts";
import type { SchemaNode } from "./schema.ts";
import { typeProblem } from "./types.ts";
import { newSink, type Sink } from "./violation.ts";

/**
 * What a settled value breaks of a schema: types, choices, bounds, patterns, required fields, alternatives.
 * Source: `kube-openapi/pkg/validation/validate/schema.go`, as apiextensions-apiserver runs it.
 */
export function validate(value: Json, schema: SchemaNode, at: { readonly path: Path; readonly sink: Sink }): void {
  const { path, sink } = at;
  const type = typeProblem(value, schema);
  if (type !== null) {
    sink.violations.push({ path, problem: type, stopsRules: true });
    return;
  }
  for (const broken of brokenConstraints(value, schema, sink.unjudged)) sink.violations.push({ path, ...broken });
  if (value === null) return;
  validateAlternatives(value, schema, at);
  if (Array.isArray(value)) validateItems(value, schema, at);
  if (isJsonObject(value)) validateFields(value, schema, at);
}

type At = Parameters<typeof validate>[2];

function validateItems(list: Json[], schema: SchemaNode, { path, sink }: At): void {
  const { items } = schema;
  if (items === null) return;
  for (const [index, item] of list.entries()) {
    validate(item, items, { path: [...path, itemSegment(index, item, schema)], sink });
  }
}

function validateFields(object: JsonObject, schema: SchemaNode, { path, sink }: At): void {
  for (const [name, value] of Object.entries(object)) {
    const field = schema.field(name);
    if (field !== null) validate(value ?? null, field, { path: [...path, name], sink });
  }
  for (const name of schema.required) {
    if (object[name] !== undefined) continue;
    sink.violations.push({ path: [...path, name], problem: "is required, but not set", stopsRules: true });
  }
}

function validateAlternatives(value: Json, schema: SchemaNode, at: At): void {
  for (const every of schema.alternatives("allOf")) validate(value, every, at);
  judgeCount(value, schema.alternatives("anyOf"), { at, fits: (count) => count > 0 });
  judgeCount(value, schema.alternatives("oneOf"), { at, fits: (count) => count === 1 });
  const { not } = schema;
  if (not !== null) judgeCount(value, [not], { at, fits: (count) => count === 0 });
}

interface Judging {
  readonly at: At;
  /** Whether so many alternatives may hold. */
  readonly fits: (count: number) => boolean;
}

/** An alternative that is not judged leaves the whole choice open. */
function judgeCount(value: Json, alternatives: readonly SchemaNode[], { at, fits }: Judging): void {
  if (alternatives.length === 0) return;
  const sinks = alternatives.map((alternative) => {
    const sink = newSink();
    validate(value, alternative, { path: at.path, sink });
    return sink;
  });
  const unjudged = sinks.flatMap((sink) => sink.unjudged);
  at.sink.unjudged.push(...unjudged);
  const count = sinks.filter(({ violations }) => violations.length === 0).length;
  if (unjudged.length > 0 || fits(count)) return;
  // The server adds what the nearest alternative lacks, and that mostly stops the rules.
  at.sink.violations.push({ path: at.path, problem: choiceProblem(alternatives, count), stopsRules: true });
}

function choiceProblem(alternatives: readonly SchemaNode[], count: number): string {
  const named = alternatives.map(({ required, propertyNames }) => (propertyNames.length === 0 ? required : []));
  const isByFields = named.every((names) => names.length > 0);
  if (count > 0)
    return alternatives.length === 1 ? "has what the CRD forbids" : `fits ${count} alternatives of the CRD at once`;
  if (isByFields && alternatives.length > 1)
    return `must set ${named.map((names) => names.join(" and ")).join(" or ")}`;
  return "fits none of the CRD's alternatives";
}
